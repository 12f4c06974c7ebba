package dev.ordeal.simulation.agent;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.cycle.Postgres;
import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.DynamicSettings.StandbyCluster;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.agent.postgres.ControlData;
import dev.ordeal.agent.postgres.Divergence;
import dev.ordeal.agent.postgres.Slots;
import dev.ordeal.agent.postgres.TimelineFork;
import dev.ordeal.environment.Link;
import dev.ordeal.names.Lsn;
import dev.ordeal.simulation.delays.Delay;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Dial;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.simulation.postgres.SimulatedServer;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The agent's way to the twin of its server, in the manner of {@code PostgresServer}: the same
 * states, limits and order of steps, with delays in place of tools, files and SQL. One for each
 * life of an agent; the server may be older.
 *
 * <p>Not imitated: the text of configuration files, parameters beyond those that a restart is
 * needed for and the standstill of replay where they are too small, callbacks and other scripts,
 * own methods to create replicas, logical slots, what the leader publishes of slots but for its
 * standbys' positions, what a standby cluster follows, archives, the time of the last replayed
 * transaction.
 */
public final class SimulatedPostgres implements Postgres {
  private static final Duration SQL_LIMIT = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final Duration FROZEN_LOOK = Duration.ofMillis(20);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final List<String> NEEDS_RESTART =
      List.of(
          "max_connections",
          "max_locks_per_transaction",
          "max_prepared_transactions",
          "max_replication_slots",
          "max_wal_senders",
          "max_worker_processes",
          "shared_buffers",
          "wal_level",
          "wal_log_hints");

  private final SimulatedWorld world;
  private final Network network;
  private final OsProcess process;
  private final SimulatedServer server;
  private final Function<String, SimulatedServer> servers;
  private final Delays delays;
  private final boolean neverStopsPrimary;
  private final String name;
  private final RandomGenerator random;

  private DynamicSettings dynamic = DynamicSettings.DEFAULTS;
  private Optional<String> synchronousNames = Optional.empty();
  private Optional<String> systemIdentifier = Optional.empty();
  private ServerState state = ServerState.STOPPED;
  private boolean stopAsked = true;
  private Optional<Server> lastSeen = Optional.empty();

  /**
   * @param process the agent's
   * @param servers the servers of all nodes, by name
   * @param neverStopsPrimary a planted mistake: whatever the agent decides, a primary goes on
   */
  public SimulatedPostgres(
      SimulatedWorld world,
      Network network,
      OsProcess process,
      SimulatedServer server,
      Function<String, SimulatedServer> servers,
      Delays delays,
      boolean neverStopsPrimary) {
    this.world = world;
    this.network = network;
    this.process = process;
    this.server = server;
    this.servers = servers;
    this.delays = delays;
    this.neverStopsPrimary = neverStopsPrimary;
    this.name = process.host().name();
    this.random = world.random("agent " + name);
    if (server.isAlive()) {
      stopAsked = false;
      state = ServerState.STARTING;
    }
  }

  private void pass(Delay delay) {
    world.sleep(Duration.ofNanos(delay.draw(random)));
  }

  /** A statement of the agent's own; fails as a lost or refused connection does. */
  private <T> Optional<T> sql(Supplier<T> statement) {
    world.sleep(Duration.ofNanos(delays.local().draw(random) * 2 + delays.query().draw(random)));
    Moment end = world.monotonic().plus(SQL_LIMIT);
    while (server.isAlive() && !server.runs()) {
      if (!world.monotonic().isBefore(end)) {
        return Optional.empty();
      }
      world.sleep(FROZEN_LOOK);
    }
    return server.takesConnections() ? Optional.of(statement.get()) : Optional.empty();
  }

  @Override
  public Server look() {
    Server seen = server.isAlive() ? running() : down();
    lastSeen = Optional.of(seen);
    return seen;
  }

  private Server running() {
    return sql(
            () -> {
              state = keptWhile(ServerState.STOPPING, ServerState.RUNNING);
              stopAsked = false;
              Server seen = server.describe(state);
              systemIdentifier = seen.systemIdentifier();
              return seen;
            })
        .orElseGet(this::unanswered);
  }

  /** A server that answered before and is alive may still take writes: its role is kept. */
  private Server unanswered() {
    if (state == ServerState.RUNNING && lastSeen.isPresent()) {
      return lastSeen.get();
    }
    return shell(keptWhile(ServerState.STOPPING, ServerState.STARTING), Optional.empty());
  }

  private ServerState keptWhile(ServerState kept, ServerState otherwise) {
    return state == kept ? kept : otherwise;
  }

  private Server down() {
    if (state == ServerState.CREATING_REPLICA || state == ServerState.INITIALIZING) {
      return shell(state, Optional.empty());
    }
    Optional<ControlData> control = controlFile();
    boolean clean = control.map(ControlData::isCleanlyStopped).orElse(true);
    if (state != ServerState.START_FAILED && state != ServerState.INITDB_FAILED) {
      state = stopAsked || clean ? ServerState.STOPPED : ServerState.CRASHED;
    }
    return shell(state, control);
  }

  private Optional<ControlData> controlFile() {
    if (server.hasData()) {
      pass(delays.tool());
    }
    return server.control();
  }

  private Server shell(ServerState now, Optional<ControlData> control) {
    control.map(ControlData::systemIdentifier).ifPresent(id -> systemIdentifier = Optional.of(id));
    return new Server(
        now,
        server.hasData() ? Server.DataDirectory.VALID : Server.DataDirectory.EMPTY,
        Optional.empty(),
        control.map(ControlData::latestTimeline),
        control.map(ControlData::position),
        Optional.empty(),
        Optional.empty(),
        server.upstream(),
        false,
        List.of(),
        "",
        server.hasData() ? systemIdentifier : Optional.empty(),
        control.map(ControlData::isCleanlyStopped).orElse(false),
        server.hasStandbySignal());
  }

  @Override
  public Optional<ServerStatus> status() {
    return server.isAlive() ? sql(server::status) : Optional.empty();
  }

  @Override
  public void configure(DynamicSettings settings) {
    dynamic = settings;
    if (server.hasData() && server.isAlive()) {
      reloadIf(write(server.upstream()));
    }
  }

  private boolean write(Optional<Upstream> upstream) {
    String names = dynamic.isSynchronous() ? synchronousNames.orElse("") : "";
    return server.write(dynamic.parameters(), upstream, names);
  }

  private void reloadIf(boolean changed) {
    if (changed && server.isAlive()) {
      server.reload();
    }
  }

  @Override
  public Map<String, Map<String, String>> pendingRestart() {
    Map<String, Map<String, String>> pending = new LinkedHashMap<>();
    if (server.isAlive()) {
      SortedMap<String, String> old = server.startedWith();
      for (String parameter : NEEDS_RESTART) {
        String before = old.getOrDefault(parameter, "?");
        String now = dynamic.parameters().getOrDefault(parameter, before);
        if (!before.equals(now)) {
          Map<String, String> change = new LinkedHashMap<>();
          change.put("old_value", before);
          change.put("new_value", now);
          pending.put(parameter, change);
        }
      }
    }
    return pending;
  }

  @Override
  public void reload(DynamicSettings settings) {
    configure(settings);
  }

  @Override
  public boolean keepConfiguration(Map<String, Object> configuration) {
    boolean valid = server.hasData();
    if (valid) {
      server.keep(configuration);
    }
    return valid;
  }

  @Override
  public Optional<Map<String, Object>> keptConfiguration() {
    return server.keptConfiguration();
  }

  @Override
  public boolean replayWaitsForRestart() {
    return false;
  }

  @Override
  public void bootstrap() {
    state = ServerState.INITIALIZING;
    pass(delays.initdb());
    server.initialize(Long.toString(7_000_000_000_000_000_000L + random.nextInt(1_000_000_000)));
    start(false, Optional.empty(), Duration.ofSeconds(60));
  }

  @Override
  public void abandonBootstrap() {
    if (server.isAlive()) {
      stop(StopMode.IMMEDIATE, Duration.ZERO);
    }
    server.empty();
    state = ServerState.INITDB_FAILED;
  }

  @Override
  public void copyFrom(Member source) {
    state = ServerState.CREATING_REPLICA;
    stopAsked = true;
    try {
      server.empty();
      URI address = URI.create(source.connectUrl());
      transfer(address.getHost(), address.getPort(), delays.baseBackup(), "pg_basebackup");
    } finally {
      state = ServerState.STOPPED;
    }
  }

  /** Keeps a connection to {@code host} for as long as the copy takes, which breaks with it. */
  private void transfer(String host, int port, Delay takes, String tool) {
    Mailbox<String> broken = world.mailbox();
    Connection connection =
        connect(host, port)
            .orElseThrow(() -> new PortFailure.Refused(tool + " cannot connect to " + host));
    connection.whenLostByClient(() -> broken.put("the connection was lost"));
    SimulatedServer source = servers.apply(host);
    long end = world.nanos() + takes.draw(random);
    Optional<String> failure = Optional.empty();
    while (failure.isEmpty() && world.nanos() < end) {
      // A question now and then, whose answer shows that the other side is still there.
      Mailbox<Boolean> heard = world.mailbox();
      connection.request(100, () -> connection.answer(10_000, () -> heard.put(true)));
      failure = broken.take(Duration.ofNanos(Math.min(100_000_000, end - world.nanos())));
      if (failure.isEmpty() && heard.take(SQL_LIMIT.multipliedBy(12)).isEmpty()) {
        failure = Optional.of("no answer");
      }
    }
    if (failure.isPresent() || !source.takesConnections()) {
      connection.closeByClient();
      throw new PortFailure.Refused(tool + " failed: " + failure.orElse("the server has stopped"));
    }
    server.copy(source);
    connection.closeByClient();
  }

  private Optional<Connection> connect(String host, int port) {
    Mailbox<Optional<Connection>> opened = world.mailbox();
    Dial dial =
        network.connect(
            process,
            new Link(name, host, port),
            connection -> opened.put(Optional.of(connection)),
            () -> opened.put(Optional.empty()));
    Optional<Optional<Connection>> found = opened.take(CONNECT_LIMIT);
    if (found.isEmpty()) {
      dial.giveUp();
    }
    return found.flatMap(each -> each);
  }

  @Override
  public void copyFromRemote(StandbyCluster remote) {
    throw new PortFailure.Refused("in simulation there is no other cluster to copy from");
  }

  @Override
  public void archiveLastSegment() {}

  @Override
  public void startAsPrimary(Duration limit) {
    start(false, Optional.empty(), limit);
  }

  @Override
  public void startAsReplica(Optional<Upstream> upstream, Duration limit) {
    start(true, upstream, limit);
  }

  private void start(boolean replica, Optional<Upstream> upstream, Duration limit) {
    if (server.isAlive()) {
      throw new PortFailure.Refused("the server runs already");
    }
    if (!server.hasData()) {
      throw new PortFailure.Refused("there is nothing to start");
    }
    server.setStandbySignal(replica);
    write(upstream);
    state = ServerState.STARTING;
    stopAsked = false;
    server.start();
    Moment end = world.monotonic().plus(limit);
    while (!server.takesConnections()) {
      if (!server.isAlive()) {
        state = ServerState.START_FAILED;
        throw new PortFailure.Refused("the server ended while it was starting");
      }
      if (world.monotonic().isAfter(end)) {
        throw new PortFailure.Unavailable("the server is still starting");
      }
      world.sleep(LOOK_AGAIN);
    }
    state = ServerState.RUNNING;
  }

  @Override
  public Optional<Boolean> hasDiverged(Upstream leader) {
    Optional<TimelineFork.Here> here =
        server.isAlive()
            ? sql(() -> server.describe(state)).flatMap(SimulatedPostgres::whereItIs)
            : controlFile().map(Divergence::whereItEnded);
    if (here.isEmpty()) {
      return Optional.empty();
    }
    Mailbox<Optional<Boolean>> answers = world.mailbox();
    Optional<Connection> connection = connect(leader.host(), leader.port());
    if (connection.isEmpty()) {
      return Optional.empty();
    }
    SimulatedServer theirs = servers.apply(leader.host());
    Connection open = connection.get();
    open.whenLostByClient(() -> answers.put(Optional.empty()));
    open.request(
        200,
        () -> {
          if (theirs.takesConnections()) {
            int timeline = theirs.timeline();
            List<HistoryLine> history = theirs.history();
            boolean diverged = TimelineFork.hasDiverged(here.get(), timeline, history);
            open.answer(500, () -> answers.put(Optional.of(diverged)));
          }
        });
    Optional<Boolean> answer = answers.take(CONNECT_LIMIT).flatMap(each -> each);
    open.closeByClient();
    return answer;
  }

  private static Optional<TimelineFork.Here> whereItIs(Server seen) {
    Optional<Lsn> end = seen.replayed().or(seen::position);
    return end.flatMap(
        at -> seen.timeline().map(timeline -> new TimelineFork.Here(timeline, at, false)));
  }

  @Override
  public List<String> removeFragments() {
    boolean fragment = server.hasFragment();
    if (fragment) {
      write(Optional.empty());
      server.removeFragment();
    }
    return fragment ? List.of("of timeline " + server.timeline()) : List.of();
  }

  @Override
  public void rewind(Upstream leader) {
    if (!servers.apply(leader.host()).isPrimary()) {
      throw new PortFailure.Refused("pg_rewind wants a primary, and " + leader.name() + " is none");
    }
    transfer(leader.host(), leader.port(), delays.rewind(), "pg_rewind");
  }

  @Override
  public void follow(Optional<Upstream> upstream) {
    reloadIf(write(upstream));
  }

  @Override
  public void beforePromotion() {}

  @Override
  public void promote(int timeline) {
    if (sql(() -> true).isEmpty()) {
      throw new PortFailure.Unavailable("cannot promote: the server does not answer");
    }
    server.promote(timeline);
    while (!server.isPrimary()) {
      world.sleep(LOOK_AGAIN);
      if (!server.takesConnections()) {
        throw new PortFailure.Unavailable("cannot promote: the server has ended");
      }
    }
    write(Optional.empty());
  }

  @Override
  public void stop(StopMode mode, Duration limit) {
    if (neverStopsPrimary && server.isPrimary()) {
      return;
    }
    stopAsked = true;
    state = ServerState.STOPPING;
    pass(delays.tool());
    if (mode == StopMode.FAST) {
      server.stopFast();
      if (awaitEnd(limit)) {
        state = ServerState.STOPPED;
        return;
      }
    }
    server.stopImmediate();
    if (!awaitEnd(Duration.ofMillis(500))) {
      server.kill();
    }
    state = ServerState.STOPPED;
  }

  private boolean awaitEnd(Duration limit) {
    Moment end = world.monotonic().plus(limit);
    while (server.isAlive()) {
      if (world.monotonic().isAfter(end)) {
        return false;
      }
      world.sleep(LOOK_AGAIN);
    }
    return true;
  }

  @Override
  public Optional<Lsn> shutdownCheckpoint() {
    return controlFile().filter(ControlData::isShutDown).map(ControlData::checkpoint);
  }

  @Override
  public void checkpoint() {
    Mailbox<Boolean> written = world.mailbox();
    boolean asked =
        sql(
                () -> {
                  server.checkpoint(() -> written.put(true));
                  return true;
                })
            .isPresent();
    while (asked && server.takesConnections()) {
      if (written.take(FROZEN_LOOK).isPresent()) {
        return;
      }
    }
    throw new PortFailure.Unavailable("cannot write a checkpoint");
  }

  @Override
  public void setSynchronousNames(String names) {
    synchronousNames = Optional.of(names);
    reloadIf(write(server.upstream()));
  }

  @Override
  public List<HistoryLine> timelineHistory() {
    return sql(server::history)
        .orElseThrow(() -> new PortFailure.Unavailable("cannot read the timeline history"));
  }

  @Override
  public SortedMap<String, Lsn> keepSlots(StoreView store, boolean leads, Set<String> retained) {
    if (!dynamic.useSlots()) {
      return new TreeMap<>();
    }
    var wanted = Slots.wanted(store, dynamic, name, leads, retained);
    boolean done =
        sql(
                () -> {
                  for (String slot : server.slots()) {
                    boolean drops = !dynamic.paused() && !server.isActive(slot);
                    if (drops && !wanted.containsKey(slot)) {
                      server.dropSlot(slot);
                    }
                  }
                  for (String slot : wanted.keySet()) {
                    if (!server.slots().contains(slot)) {
                      server.createSlot(slot);
                    }
                  }
                  return true;
                })
            .isPresent();
    if (!done) {
      throw new PortFailure.Unavailable("cannot keep the slots");
    }
    return new TreeMap<>();
  }

  @Override
  public void whenServerEnds(Runnable onEnd) {
    server.whenItEnds(() -> process.handle(onEnd));
  }

  @Override
  public Optional<Long> process() {
    return server.processNumber();
  }

  @Override
  public void callback(String action, String role) {}
}
