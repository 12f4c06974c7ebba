package dev.ordeal.simulation.postgres;

import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.agent.postgres.ControlData;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import dev.ordeal.simulation.delays.Delay;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The twin of the PostgreSQL server of one node: its disk, and the instance that runs on it or does
 * not. Imitated: the log in bytes, timelines with their history, streaming replication with slots
 * and its time limits, commits that wait for FIRST and ANY standbys (whoever stops waiting leaves a
 * row that is visible), promotion, crash recovery, group commit, locks of rows, {@code
 * max_connections}, a full and a slow disk, the order of a fast shutdown, a standby that can
 * neither be promoted nor started while the segment of a timeline that is new to it has not come
 * whole.
 *
 * <p>Not imitated: SQL beyond the statements of {@link Query}; pages, buffers and vacuum; removal
 * of old log, hence no standby that is too far behind; archives; a log that cannot be written
 * because the disk is full (PANIC); several databases and roles; statements that are cancelled;
 * delayed replay; queries on standbys that conflict with it; memory; a rewind or copy that breaks
 * in the middle leaves what was there before.
 */
public final class SimulatedServer {
  private final SimulatedWorld world;
  private final Network network;
  private final Host host;
  private final Delays delays;
  private final boolean acknowledgesEarly;
  private final RandomGenerator random;
  private final DataDirectory data = new DataDirectory();
  private @Nullable Instance instance;
  private Runnable onEnd = () -> {};
  private long startedAtNanos;
  private long process = 100;
  private SortedMap<String, String> startedWith = new TreeMap<>();

  /**
   * @param acknowledgesEarly a planted mistake: commits are acknowledged before any standby has
   *     them
   */
  public SimulatedServer(
      SimulatedWorld world, Network network, Host host, Delays delays, boolean acknowledgesEarly) {
    this.world = world;
    this.network = network;
    this.host = host;
    this.delays = delays;
    this.acknowledgesEarly = acknowledgesEarly;
    this.random = world.random("server " + host.name());
  }

  SimulatedWorld world() {
    return world;
  }

  Network network() {
    return network;
  }

  Host host() {
    return host;
  }

  Delays delays() {
    return delays;
  }

  boolean acknowledgesEarly() {
    return acknowledgesEarly;
  }

  long draw(Delay delay) {
    return delay.draw(random);
  }

  DataDirectory data() {
    return data;
  }

  // The process.

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
    return now != null && now.takesConnections();
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

  /** Calls {@code action}, and nobody else's any more, whenever the process ends. */
  public void whenItEnds(Runnable action) {
    onEnd = action;
  }

  /** Starts it on the data that are there. */
  public void start() {
    if (instance != null) {
      throw new IllegalStateException("the server of " + host + " runs already");
    }
    Instance started = new Instance(this, new OsProcess(host, "postgres"));
    instance = started;
    process++;
    startedAtNanos = world.nanos();
    startedWith = new TreeMap<>(data.parameters);
    started.listen();
    started.start();
  }

  /** Begins a fast shutdown. */
  public void stopFast() {
    Instance now = instance;
    if (now != null) {
      now.process().handle(now::stopFast);
    }
  }

  /** Begins an immediate shutdown. */
  public void stopImmediate() {
    Instance now = instance;
    if (now != null) {
      now.after(draw(delays.stopImmediate()), () -> gone(now));
    }
  }

  /** SIGKILL to all its processes. */
  public void kill() {
    Instance now = instance;
    if (now != null) {
      gone(now);
    }
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
    if (now == null || now.anyBackend().isEmpty()) {
      return false;
    }
    now.crashRestart();
    return true;
  }

  void gone(Instance ended) {
    if (instance != ended) {
      return;
    }
    instance = null;
    ended.unlisten();
    ended.process().die();
    data.losePower();
    onEnd.run();
  }

  /** What it answers to a question that changes nothing; empty where it takes no connections. */
  public Optional<Result> glance(Query question) {
    Instance now = instance;
    if (now == null || !now.process().runs() || !now.takesConnections()) {
      return Optional.empty();
    }
    List<Result> answers = new ArrayList<>();
    now.execute(question, answers::add);
    return answers.stream().findFirst();
  }

  // Its data.

  /** Whether there is a cluster to start. */
  public boolean hasData() {
    return data.present;
  }

  public boolean hasStandbySignal() {
    return data.standbySignal;
  }

  /** Whether it will start as a replica. */
  public void setStandbySignal(boolean replica) {
    data.standbySignal = replica;
  }

  /** The control file; empty where there are no data. */
  public Optional<ControlData> control() {
    return data.present ? Optional.of(data.control()) : Optional.empty();
  }

  /** Makes a new cluster. */
  public void initialize(String systemIdentifier) {
    data.empty();
    data.present = true;
    data.systemIdentifier = systemIdentifier;
  }

  /** Empties the data directory. */
  public void empty() {
    data.empty();
  }

  /** Becomes a copy of {@code source} as it is now: by a base backup, or by a rewind. */
  public void copy(SimulatedServer source) {
    data.copy(source.data, source.data.flushed, source.data.timeline);
  }

  /** Whether no byte is left on the disk. */
  public void fill(boolean full) {
    data.full = full;
  }

  public boolean isFull() {
    return data.full;
  }

  /** Every fsync takes so much longer. */
  public void slowDisk(long nanos) {
    data.slowerFsyncNanos = nanos;
  }

  public long slowerFsyncNanos() {
    return data.slowerFsyncNanos;
  }

  /** The ends of the timelines before its own. */
  public List<HistoryLine> history() {
    return List.copyOf(data.history);
  }

  public int timeline() {
    return data.timeline;
  }

  // Its configuration.

  /** Whom it streams from, as its files say. */
  public Optional<Upstream> upstream() {
    return data.upstream;
  }

  /** Writes the files; whether anything differs. */
  public boolean write(
      SortedMap<String, String> parameters, Optional<Upstream> upstream, String names) {
    boolean changed =
        !data.parameters.equals(parameters)
            || !data.upstream.equals(upstream)
            || !data.synchronousNames.equals(names);
    data.parameters = new TreeMap<>(parameters);
    data.upstream = upstream;
    data.synchronousNames = names;
    return changed;
  }

  /** Keeps the dynamic configuration beside the data. */
  public void keep(Map<String, Object> configuration) {
    data.keptConfiguration = Optional.of(new LinkedHashMap<>(configuration));
  }

  /** The dynamic configuration that was kept last. */
  public Optional<Map<String, Object>> keptConfiguration() {
    return data.keptConfiguration.map(Collections::unmodifiableMap);
  }

  /** Parameters as they were at its start. */
  public SortedMap<String, String> startedWith() {
    return startedWith;
  }

  /** SIGHUP. */
  public void reload() {
    Instance now = instance;
    if (now != null) {
      now.process().handle(now::reload);
    }
  }

  /** Whether the segment of a timeline that it has begun to follow has not come whole. */
  public boolean hasFragment() {
    return data.fragment;
  }

  /** Removes that segment, after it has stopped to fetch it. */
  public void removeFragment() {
    Instance now = instance;
    if (now != null) {
      now.stopReceiving();
    }
    data.fragment = false;
  }

  /** {@code pg_promote()}, to the next timeline that is free here. */
  public void promote() {
    promote(0);
  }

  /** {@code pg_promote()}, where every timeline before {@code timeline} has a history file. */
  public void promote(int timeline) {
    Instance now = instance;
    if (now != null) {
      now.process().handle(() -> now.promote(timeline));
    }
  }

  /** Writes a checkpoint and then calls {@code then}; never where the server ends before. */
  public void checkpoint(Runnable then) {
    Instance now = instance;
    if (now != null) {
      now.process().handle(() -> now.checkpoint(then));
    }
  }

  /** The slots that there are. */
  public SortedSet<String> slots() {
    return new java.util.TreeSet<>(data.slots.keySet());
  }

  /** Whether a standby streams by that slot. */
  public boolean isActive(String slot) {
    Instance now = instance;
    return now != null
        && now.senders().stream().anyMatch(each -> each.slot().equals(Optional.of(slot)));
  }

  public void createSlot(String name) {
    data.slots.put(name, Optional.of(data.flushed));
  }

  public void dropSlot(String name) {
    data.slots.remove(name);
  }

  // What it says of itself.

  /** As the agent asks it; only where it takes connections. */
  public Server describe(dev.ordeal.agent.policy.ServerState state) {
    Instance now = running();
    boolean primary = now.isPrimary();
    Optional<Lsn> flushed = Optional.of(new Lsn(data.flushed));
    Optional<Lsn> replayed = Optional.of(new Lsn(now.replayedTo()));
    return new Server(
        state,
        Server.DataDirectory.VALID,
        Optional.of(primary ? Role.PRIMARY : Role.REPLICA),
        Optional.of(data.timeline),
        flushed,
        primary ? Optional.empty() : flushed,
        primary ? Optional.empty() : replayed,
        data.upstream,
        now.streams(),
        standbys(now),
        now.synchronousNames(),
        Optional.of(data.systemIdentifier),
        false,
        data.standbySignal);
  }

  private static List<Server.Standby> standbys(Instance now) {
    List<Server.Standby> standbys = new ArrayList<>();
    for (Sender sender : now.senders()) {
      standbys.add(
          new Server.Standby(
              sender.name(),
              sender.streams() ? "streaming" : "catchup",
              now.syncState(sender),
              new Lsn(sender.flushed()),
              new Lsn(sender.flushed()),
              new Lsn(sender.replayed())));
    }
    standbys.sort(java.util.Comparator.comparing(Server.Standby::name));
    return standbys;
  }

  /** As the agent's REST API asks it; only where it takes connections. */
  public ServerStatus status() {
    Instance now = running();
    boolean primary = now.isPrimary();
    Optional<Lsn> flushed = Optional.of(new Lsn(data.flushed));
    List<ServerStatus.Replica> replicas = new ArrayList<>();
    for (Sender sender : now.senders()) {
      replicas.add(
          new ServerStatus.Replica(
              "replicator",
              sender.name(),
              Optional.of(sender.name()),
              sender.streams() ? "streaming" : "catchup",
              now.syncState(sender),
              now.syncPriority(sender)));
    }
    replicas.sort(java.util.Comparator.comparing(ServerStatus.Replica::applicationName));
    return new ServerStatus(
        "2026-01-01 00:00:00." + startedAtNanos / 1000 + "+00:00",
        170_000,
        primary ? Role.PRIMARY : Role.REPLICA,
        data.timeline,
        primary ? flushed : Optional.empty(),
        primary ? Optional.empty() : flushed,
        primary ? Optional.empty() : Optional.of(new Lsn(now.replayedTo())),
        Optional.empty(),
        false,
        primary ? Optional.empty() : flushed,
        now.streams() ? Optional.of("streaming") : Optional.empty(),
        replicas);
  }

  private Instance running() {
    Instance now = instance;
    if (now == null) {
      throw new IllegalStateException("the server of " + host + " does not run");
    }
    return now;
  }
}
