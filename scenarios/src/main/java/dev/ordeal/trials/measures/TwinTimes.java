package dev.ordeal.trials.measures;

import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.environment.Component;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.fault.Kill;
import dev.ordeal.evidence.Reach;
import dev.ordeal.language.WorkloadPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.delays.Delay;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.delays.DelaysFile;
import dev.ordeal.workload.Workload;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;

/**
 * Measures on real parts how long things take that the twins only wait for, while clients and
 * sensors are at work as in a run: a twin has a processor of its own, a container has its share.
 *
 * <p>What cannot be seen alone is shared out: of a round trip on the server's socket three fifths
 * are the statement and one fifth is each way; a round trip from outside is that statement and two
 * hops; a login is six hops and the rest, an agent's answer two hops and the rest. How long a
 * reload and the start of HAProxy take is not measured.
 */
public final class TwinTimes {
  private static final Duration SERVER_LIMIT = Duration.ofMinutes(5);
  private static final Duration CALL = Duration.ofSeconds(2);
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final int TRIPS = 300;
  private static final int LOGINS = 60;
  private static final int STARTS = 6;
  private static final long HOPS_OF_A_LOGIN = 6;
  private static final long LEAST = 10;

  /** That of most scenarios of the library. */
  private static final WorkloadPlan WORK =
      new WorkloadPlan(100, 4, 50, 4, 0, 0, 0, Duration.ofSeconds(2), false);

  private final ContainerEnvironment environment;
  private final World world;
  private final SequencedMap<String, Delay> delays;

  private TwinTimes(ContainerEnvironment environment, World world, Delays before) {
    this.environment = environment;
    this.world = world;
    this.delays = before.byName();
  }

  /**
   * All delays, those that are not measured as they were {@code before}.
   *
   * @param environment runs, and is steady
   * @param machine in words, what this is
   */
  public static DelaysFile of(
      ContainerEnvironment environment, World world, Delays before, String machine) {
    var times = new TwinTimes(environment, world, before);
    try (var sensors = new OpenSensors(environment, world)) {
      var workload = new Workload(world, sensors.recorder(), environment.sessions(), WORK);
      workload.start(List.of());
      try {
        times.measure();
      } finally {
        workload.stop();
      }
    } catch (SessionFailure | FaultUnavailable e) {
      throw new IllegalStateException("cannot be measured: " + e.getMessage(), e);
    }
    String day = world.wallClock().toString().substring(0, "2026-01-01".length());
    return new DelaysFile(day, machine, Delays.of(times.delays));
  }

  private void measure() throws SessionFailure, FaultUnavailable {
    SortedMap<String, List<Long>> server = environment.serverTimes(SERVER_LIMIT);
    List<Long> trips = taken(server, "round-trip");
    List<Long> commits = taken(server, "commit");
    server.forEach((name, times) -> delays.put(name, Delay.of(times)));
    put("query", trips, trip -> trip * 3 / 5);
    put("local", trips, trip -> trip / 5);
    put("fsync", commits, commit -> commit - median(trips));
    NodeName replica = environment.plan().nodes().getLast();
    long statement = median(trips) * 3 / 5;
    List<Long> fromOutside = roundTrips(new Entry.Beside(replica));
    put("hop", fromOutside, trip -> (trip - statement) / 2);
    long hop = Math.max(LEAST, (median(fromOutside) - statement) / 2);
    put("backend-start", logins(new Entry.Beside(replica)), all -> all - HOPS_OF_A_LOGIN * hop);
    put("rest-answer", answers(replica), all -> all - 2 * hop);
    put("agent-start", starts(new Component.Agent(replica), () -> agentAnswers(replica)), t -> t);
    NodeName member = environment.plan().store().members().getLast();
    put("store-start", starts(new Component.StoreMember(member), () -> serves(member)), t -> t);
  }

  private static List<Long> taken(SortedMap<String, List<Long>> from, String name) {
    return Optional.ofNullable(from.remove(name))
        .orElseThrow(() -> new IllegalStateException("nothing was measured of " + name));
  }

  private void put(
      String name, List<Long> microseconds, java.util.function.LongUnaryOperator share) {
    delays.put(
        name,
        Delay.of(microseconds.stream().map(t -> Math.max(LEAST, share.applyAsLong(t))).toList()));
  }

  private static long median(List<Long> microseconds) {
    return Delay.of(microseconds).median() / 1000;
  }

  private List<Long> roundTrips(Entry entry) throws SessionFailure {
    List<Long> times = new ArrayList<>();
    try (Session session = environment.sessions().open(entry, CALL)) {
      for (int i = 0; i < TRIPS; i++) {
        Moment begin = world.monotonic();
        session.readRegister("k1", CALL);
        times.add(since(begin));
      }
    }
    return times;
  }

  private List<Long> logins(Entry entry) throws SessionFailure {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < LOGINS; i++) {
      Moment begin = world.monotonic();
      environment.sessions().open(entry, CALL).close();
      times.add(since(begin));
    }
    return times;
  }

  private List<Long> answers(NodeName node) {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < TRIPS; i++) {
      Moment begin = world.monotonic();
      if (agentAnswers(node)) {
        times.add(since(begin));
      }
    }
    return times;
  }

  /** From the order to start until it answers. */
  private List<Long> starts(Component component, BooleanSupplier answers) throws FaultUnavailable {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      var killed = environment.faults().apply(new Kill(component));
      Moment begin = world.monotonic();
      killed.heal();
      Moment end = begin.plus(START_LIMIT);
      while (!answers.getAsBoolean() && world.monotonic().isBefore(end)) {
        world.sleep(LOOK_AGAIN);
      }
      times.add(since(begin));
      environment.awaitSteady(START_LIMIT);
    }
    return times;
  }

  private boolean agentAnswers(NodeName node) {
    return environment.probes().agent(node, CALL).reach() == Reach.ANSWERED;
  }

  private boolean serves(NodeName member) {
    return environment.probes().storeWrite(member, CALL) == Reach.ANSWERED;
  }

  private long since(Moment begin) {
    return world.monotonic().since(begin).toNanos() / 1000;
  }
}
