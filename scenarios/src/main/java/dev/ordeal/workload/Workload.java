package dev.ordeal.workload;

import dev.ordeal.environment.Sessions;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.language.WorkloadPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.workload.ClientPool.Further;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.Task;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All clients of a run. Operations are due at fixed instants, whatever became of those before;
 * every one of them is written down, once.
 */
public final class Workload {
  private static final int DEALT_WRITERS = 16;
  private static final int DEALT_READERS = 8;
  private static final Further BESIDE = new Further(1, 1);

  /** Readers come back for a new session now and then, as users do, so that balancing shows. */
  private static final int READS_PER_SESSION = 40;

  private static final int ONE_SESSION = Integer.MAX_VALUE;
  private static final double BESIDE_PER_SECOND = 10;
  private final World world;
  private final Recorder recorder;
  private final Sessions sessions;
  private final WorkloadPlan plan;
  private final OperationLog log;
  private final TaskGroup group;
  private final AtomicInteger sessionNumbers = new AtomicInteger();
  private final List<OpenLoop> loops = new ArrayList<>();
  private final List<Task> loopTasks = new ArrayList<>();
  private final List<LongSession> longSessions = new ArrayList<>();
  private final Roster writers;

  public Workload(World world, Recorder recorder, Sessions sessions, WorkloadPlan plan) {
    this.world = world;
    this.recorder = recorder;
    this.sessions = sessions;
    this.plan = plan;
    this.log = new OperationLog(recorder);
    this.group = world.group("workload");
    this.writers = new Roster("w", Math.max(1, plan.writers()));
  }

  /** Starts every client. {@code nodes} are those beside which clients may be asked to stand. */
  public void start(List<NodeName> nodes) {
    if (plan.writesPerSecond() > 0) {
      var pool =
          pool(
              new Entry.Primary(),
              writers,
              plan.writers(),
              Further.at(plan.writesPerSecond(), DEALT_WRITERS),
              ONE_SESSION);
      loop("writes", plan.writesPerSecond(), 0, pool, "primary", new Appends());
    }
    if (plan.readsPerSecond() > 0) {
      var readers = new Roster("reader", plan.readers());
      var pool =
          pool(
              new Entry.Replicas(),
              readers,
              plan.readers(),
              Further.at(plan.readsPerSecond(), DEALT_READERS),
              READS_PER_SESSION);
      loop("reads", plan.readsPerSecond(), 1 / 3.0, pool, "replicas", new Reads(writers));
    }
    if (plan.registersPerSecond() > 0) {
      var clients = new Roster("register-client", registerClients());
      // No further clients: every operation of unknown outcome doubles the judge's work.
      var pool = pool(new Entry.Primary(), clients, registerClients(), Further.NONE, ONE_SESSION);
      var source = new Registers(plan.registers(), world.random("registers"));
      loop("registers", plan.registersPerSecond(), 2 / 3.0, pool, "primary", source);
    }
    if (plan.besideNodes()) {
      for (NodeName node : nodes) {
        var beside = new Roster("beside-" + node + "-", 1);
        var pool = pool(new Entry.Beside(node), beside, 1, BESIDE, ONE_SESSION);
        loop("beside " + node, BESIDE_PER_SECOND, 0.5, pool, node.value(), new Appends());
      }
    }
    for (int i = 0; i < plan.longSessions(); i++) {
      var phase = Duration.ofSeconds(1).multipliedBy(i).dividedBy(plan.longSessions());
      String name = "long" + (i + 1);
      var session =
          new LongSession(world, recorder, sessions, log, name, plan.statementLimit(), phase);
      longSessions.add(session);
      group.spawn(name, session::run);
    }
  }

  /** Two at each register, and one more, so that they meet. */
  private int registerClients() {
    return 2 * plan.registers() + 1;
  }

  /**
   * Ends it: nothing further is due, what is under way may end within the limit of a statement, and
   * what does not is written down as unknown.
   */
  public void stop() {
    loops.forEach(OpenLoop::stop);
    longSessions.forEach(LongSession::endOfRun);
    Moment deadline = world.monotonic().plus(plan.statementLimit()).plus(Duration.ofSeconds(1));
    for (Task task : loopTasks) {
      task.join(deadline.since(world.monotonic()));
    }
    while (!log.isQuiet() && world.monotonic().isBefore(deadline)) {
      world.sleep(Duration.ofMillis(10));
    }
    log.endAll();
    group.kill();
  }

  /** Every writer that sent an append, in order; their rows are what the judge asks for. */
  public List<String> writers() {
    return log.writers();
  }

  private ClientPool pool(
      Entry entry, Roster roster, int regulars, Further further, int operationsPerSession) {
    var hired = new AtomicInteger();
    var logins = new Logins(world, sessions);
    return new ClientPool(
        recorder,
        regulars,
        further,
        plan.statementLimit(),
        idle -> {
          int place = hired.getAndIncrement();
          Mailbox<Work> inbox = world.mailbox();
          var names =
              new Client.Names(
                  roster.identitiesOf(place), () -> "s" + sessionNumbers.incrementAndGet());
          var client =
              new Client(
                  logins,
                  entry,
                  plan.statementLimit(),
                  log,
                  names,
                  staggered(operationsPerSession, place, regulars),
                  inbox,
                  idle);
          group.spawn(entry.path() + " client " + (place + 1), client::run);
          return client;
        });
  }

  /** Up to half as many again, so that clients that start together do not reconnect together. */
  private static int staggered(int operations, int place, int places) {
    return operations == ONE_SESSION
        ? operations
        : operations + operations / 2 * (place % places) / places;
  }

  private void loop(
      String name,
      double perSecond,
      double phase,
      ClientPool pool,
      String path,
      Traffic.Source source) {
    var traffic = new Traffic(pool, log, path, source);
    var loop = new OpenLoop(world, recorder, perSecond, phase, traffic);
    loops.add(loop);
    loopTasks.add(group.spawn(name, loop::run));
  }
}
