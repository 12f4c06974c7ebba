package dev.ordeal.simulation.postgres;

import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.delays.DrawnDelays;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The twin of the PostgreSQL server of one node: its disk, and the instance that runs on it or does
 * not. Imitated: the log in bytes, timelines with their history, streaming replication with slots
 * and its time limits, commits that wait for FIRST and ANY standbys (whoever stops waiting leaves a
 * row that is visible), promotion, crash recovery, group commit, locks of rows, {@code
 * max_connections}, a full and a slow disk, the order of a fast shutdown, a standby that can
 * neither be promoted nor started while the segment of a timeline that is new to it has not come
 * whole, nor be promoted while its disk is full.
 *
 * <p>Not imitated: SQL beyond the statements of {@link Query}; pages, buffers and vacuum; removal
 * of old log, hence no standby that is too far behind; archives; a log that cannot be written
 * because the disk is full (PANIC); several databases and roles; statements that are cancelled;
 * delayed replay; queries on standbys that conflict with it; memory; the files of a rewind or copy
 * that breaks off, which is never started; the files of histories, of which a standby knows those
 * of other nodes' timelines too.
 */
public final class SimulatedServer {
  private final SimulatedWorld world;
  private final Network network;
  private final Host host;
  private final DrawnDelays delays;
  private final boolean acknowledgesEarly;
  private final DataDirectory data = new DataDirectory();
  private final Disk disk = new Disk();
  private @Nullable Instance instance;
  private Runnable onEnd = () -> {};
  private long process = 100;
  private long lives;

  /**
   * @param acknowledgesEarly a planted mistake: commits are acknowledged before any standby has
   *     them
   */
  public SimulatedServer(
      SimulatedWorld world, Network network, Host host, Delays delays, boolean acknowledgesEarly) {
    this.world = world;
    this.network = network;
    this.host = host;
    this.delays = new DrawnDelays(delays, world.random("server " + host.name()));
    this.acknowledgesEarly = acknowledgesEarly;
  }

  /** What it has on its disk, whether it runs or not. */
  public DataDirectory data() {
    return data;
  }

  public Disk disk() {
    return disk;
  }

  // Its start and its end.

  /** Starts it on the data that are there. */
  public void start() {
    if (instance != null) {
      throw new IllegalStateException("the server of " + host + " runs already");
    }
    Postmaster postmaster = new Postmaster(world, network, new OsProcess(host, "postgres"), delays);
    Instance started = new Instance(postmaster, data, disk, acknowledgesEarly, this::gone);
    instance = started;
    process++;
    lives++;
    started.start();
  }

  /** Calls {@code action}, and nobody else's any more, whenever the process ends. */
  public void whenItEnds(Runnable action) {
    onEnd = action;
  }

  /** Begins a fast shutdown. */
  public void stopFast() {
    signal(Instance::stopFast);
  }

  /** Begins an immediate shutdown. */
  public void stopImmediate() {
    Instance now = instance;
    if (now != null) {
      now.stopImmediate();
    }
  }

  /** SIGKILL to all its processes. */
  public void kill() {
    Instance now = instance;
    if (now != null) {
      gone(now);
    }
  }

  private void gone(Instance ended) {
    if (instance != ended) {
      return;
    }
    instance = null;
    ended.die();
    data.losePower();
    onEnd.run();
  }

  /** The machine has lost its power. */
  public void losePower() {
    Instance now = instance;
    instance = null;
    if (now != null) {
      now.process().vanish();
    }
    data.losePower();
  }

  /** Not scheduled from now on. */
  public void freeze() {
    Instance now = instance;
    if (now != null) {
      now.process().freeze();
    }
  }

  /** Scheduled again. */
  public void thaw() {
    Instance now = instance;
    if (now != null) {
      now.process().thaw();
    }
  }

  /** SIGKILL to the backend of a client; false where there is none. */
  public boolean killBackend() {
    Instance now = instance;
    if (now == null || !now.backends().any()) {
      return false;
    }
    lives++;
    now.crashRestart();
    return true;
  }

  // What it is asked to do while it runs.

  /** SIGHUP. */
  public void reload() {
    signal(Instance::reload);
  }

  /** {@code pg_promote()}, to the next timeline that is free here. */
  public void promote() {
    promote(0);
  }

  /** {@code pg_promote()}, where every timeline before {@code timeline} has a history file. */
  public void promote(int timeline) {
    signal(now -> now.promote(timeline));
  }

  /** Writes a checkpoint and then calls {@code then}; never where the server ends before. */
  public void checkpoint(Runnable then) {
    signal(now -> now.checkpointer().checkpoint(then));
  }

  /** Reaches it when it is scheduled; nothing where it does not run. */
  private void signal(Consumer<Instance> work) {
    Instance now = instance;
    if (now != null) {
      now.process().handle(() -> work.accept(now));
    }
  }

  /** Removes the segment that has not come whole, after it has stopped to fetch it. */
  public void removeFragment() {
    Instance now = instance;
    if (now != null) {
      now.stopReceiving();
    }
    data.fragment = false;
  }

  // How it is.

  /** Whether any process of the server is there, in whatever state. */
  public boolean isAlive() {
    return instance != null;
  }

  /** Whether it is there and gets processor time. */
  public boolean runs() {
    Instance now = instance;
    return now != null && now.process().runs();
  }

  /** Whether it takes connections: not while it starts or stops. */
  public boolean takesConnections() {
    Instance now = instance;
    return now != null && now.phase().takesConnections();
  }

  /** Whether it takes writes. */
  public boolean isPrimary() {
    Instance now = instance;
    return now != null && now.isPrimary();
  }

  /** The number of its first process; empty while it is down. */
  public Optional<Long> processNumber() {
    return instance == null ? Optional.empty() : Optional.of(process);
  }

  /** How often its processes have begun: at its starts, and after each crash of one of them. */
  public long lives() {
    return lives;
  }

  /** Whether a standby streams by that slot. */
  public boolean isActive(String slot) {
    Instance now = instance;
    return now != null && now.senders().use(slot);
  }

  /** What it answers to a question that changes nothing; empty where it takes no connections. */
  public Optional<Result> glance(Query question) {
    Instance now = instance;
    if (now == null || !now.process().runs() || !now.phase().takesConnections()) {
      return Optional.empty();
    }
    List<Result> answers = new ArrayList<>();
    now.statements().execute(question, answers::add);
    return answers.stream().findFirst();
  }

  /** Parameters as they were at its start; only where it runs. */
  public SortedMap<String, String> startedWith() {
    return running().startedWith();
  }

  /** As the agent asks it; only where it takes connections. */
  public Server describe(ServerState state) {
    return new StatusQueries(running(), data).describe(state);
  }

  /** As the agent's REST API asks it; only where it takes connections. */
  public ServerStatus status() {
    return new StatusQueries(running(), data).status();
  }

  private Instance running() {
    Instance now = instance;
    if (now == null) {
      throw new IllegalStateException("the server of " + host + " does not run");
    }
    return now;
  }
}
