package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.CustomMethod;
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
import dev.ordeal.names.Lsn;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real server, on this machine, by its tools, its files and a connection. */
public final class PostgresServer implements Postgres, AutoCloseable {
  private static final Duration TOOL = Duration.ofSeconds(10);
  private static final String LOADED_AT = "SELECT pg_conf_load_time()";
  private static final String RECEIVERS =
      "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'walreceiver'";
  private static final Duration RELOAD_TAKES = Duration.ofSeconds(1);
  private static final Duration RECOVERY = Duration.ofDays(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final World world;
  private final ServerSettings settings;
  private final Postmaster postmaster;
  private final ConfigurationFiles files;
  private final DataDirectory directory;
  private final KeptConfiguration kept;
  private final LocalAddress address;
  private final LocalSession heartbeat;
  private final LocalSession work;
  private final LocalSession rest;
  private final Copying copying;
  private final NewCluster cluster;
  private final Callbacks callbacks;
  private final Scripts scripts;

  private volatile DynamicSettings dynamic = DynamicSettings.DEFAULTS;
  private volatile Optional<Upstream> upstream = Optional.empty();
  private volatile Optional<String> synchronousNames = Optional.empty();
  private volatile Optional<String> systemIdentifier = Optional.empty();
  private volatile ServerState state = ServerState.STOPPED;
  private volatile boolean stopAsked = true;
  private volatile Map<String, Map<String, String>> pending = Map.of();
  private volatile @Nullable Moment pendingDue;
  private volatile String loadedBefore = "";
  private volatile Optional<Server> lastSeen = Optional.empty();
  private volatile boolean replayPaused;

  public PostgresServer(World world, ServerSettings settings) {
    this.world = world;
    this.settings = settings;
    this.postmaster = new Postmaster(settings.dataDirectory(), world);
    this.files = new ConfigurationFiles(settings);
    this.directory = new DataDirectory(settings.dataDirectory());
    this.kept = new KeptConfiguration(settings.dataDirectory());
    this.address = new LocalAddress(settings, this::socketDirectory);
    this.heartbeat = new LocalSession(settings, address, "Patroni heartbeat");
    this.work = new LocalSession(settings, address, "Patroni heartbeat");
    this.rest = new LocalSession(settings, address, "Patroni restapi");
    this.copying = new Copying(settings, directory);
    this.cluster = new NewCluster(settings, directory, address);
    this.callbacks = new Callbacks(settings);
    this.scripts = new Scripts(settings.prePromote(), settings.beforeStop());
    postmaster.adopt();
    if (postmaster.isAlive()) {
      stopAsked = false;
      state = ServerState.STARTING;
    }
  }

  @Override
  public Server look() {
    Server seen = postmaster.isAlive() ? running() : down();
    lastSeen = Optional.of(seen);
    return seen;
  }

  private Server running() {
    try {
      ServerQuery answer = ServerQuery.parse(heartbeat.text(ServerQuery.SQL));
      state = now(ServerState.RUNNING);
      stopAsked = false;
      systemIdentifier = answer.systemIdentifier();
      replayPaused = answer.replayPaused();
      return new Server(
          state,
          Server.DataDirectory.VALID,
          Optional.of(answer.role()),
          Optional.of(answer.timeline()),
          answer.position(),
          answer.received(),
          answer.replayed(),
          upstream,
          answer.streaming(),
          answer.standbys(),
          answer.names(),
          systemIdentifier,
          false,
          directory.hasStandbySignal());
    } catch (SQLException e) {
      return unanswered();
    }
  }

  /** A server that answered before and is alive may still take writes: its role is kept. */
  private Server unanswered() {
    if (state == ServerState.RUNNING && lastSeen.isPresent()) {
      return lastSeen.get();
    }
    return shell(now(ServerState.STARTING), Optional.empty());
  }

  /** A server that stops, or recovers into a new cluster, is not yet what it seems to be. */
  private ServerState now(ServerState otherwise) {
    return switch (state) {
      case STOPPING, BOOTSTRAP_STARTING -> state;
      default -> otherwise;
    };
  }

  private Server down() {
    closeSessions();
    if (isBeingMade()) {
      return shell(state, Optional.empty());
    }
    Optional<ControlData> control = control();
    boolean clean = control.map(ControlData::isCleanlyStopped).orElse(true);
    if (!hasFailed()) {
      state = stopAsked || clean ? ServerState.STOPPED : ServerState.CRASHED;
    }
    return shell(state, control);
  }

  private boolean isBeingMade() {
    return switch (state) {
      case CREATING_REPLICA, INITIALIZING, CUSTOM_BOOTSTRAP, BOOTSTRAP_STARTING -> true;
      default -> false;
    };
  }

  private boolean hasFailed() {
    return switch (state) {
      case START_FAILED, INITDB_FAILED, CUSTOM_BOOTSTRAP_FAILED -> true;
      default -> false;
    };
  }

  private Server shell(ServerState now, Optional<ControlData> control) {
    control.map(ControlData::systemIdentifier).ifPresent(id -> systemIdentifier = Optional.of(id));
    return new Server(
        now,
        directory.state(),
        Optional.empty(),
        control.map(ControlData::latestTimeline),
        control.map(ControlData::position),
        Optional.empty(),
        Optional.empty(),
        upstream,
        false,
        List.of(),
        "",
        directory.state() == Server.DataDirectory.VALID ? systemIdentifier : Optional.empty(),
        control.map(ControlData::isCleanlyStopped).orElse(false),
        directory.hasStandbySignal());
  }

  private Optional<ControlData> control() {
    if (directory.state() != Server.DataDirectory.VALID) {
      return Optional.empty();
    }
    Command.Result result =
        Command.run(
            List.of(settings.tool("pg_controldata").toString(), directory.path().toString()),
            Map.of(),
            TOOL);
    return result.ok() ? ControlData.parse(result.output()) : Optional.empty();
  }

  @Override
  public Optional<ServerStatus> status() {
    if (!postmaster.isAlive()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ServerQuery.parse(rest.text(ServerQuery.SQL)).status());
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  @Override
  public void configure(DynamicSettings newSettings) {
    configure(newSettings, false);
  }

  @Override
  public void reload(DynamicSettings newSettings) {
    configure(newSettings, true);
    callbacks.run("on_reload", directory.hasStandbySignal() ? "replica" : "primary");
  }

  @Override
  public boolean keepConfiguration(Map<String, Object> configuration) {
    boolean valid = directory.state() == Server.DataDirectory.VALID;
    if (valid) {
      kept.write(configuration);
    }
    return valid;
  }

  @Override
  public Optional<Map<String, Object>> keptConfiguration() {
    return kept.read();
  }

  private void configure(DynamicSettings newSettings, boolean anyway) {
    dynamic = newSettings;
    if (directory.state() == Server.DataDirectory.VALID && postmaster.isAlive()) {
      boolean changed = write(directory.hasStandbySignal());
      reloadIf(changed || anyway);
    }
  }

  /** Asked anew once the server has read the files that were written last. */
  @Override
  public Map<String, Map<String, String>> pendingRestart() {
    Moment due = pendingDue;
    if (due != null && !world.monotonic().isBefore(due) && state == ServerState.RUNNING) {
      try {
        if (work.text(LOADED_AT).equals(loadedBefore)) {
          pendingDue = world.monotonic().plus(RELOAD_TAKES);
          return pending;
        }
        pending = PendingRestart.read(work, files.wanted(dynamic, synchronousNamesInFile()));
        pendingDue = null;
      } catch (SQLException e) {
        pendingDue = world.monotonic().plus(RELOAD_TAKES);
      }
    }
    return pending;
  }

  /** Somebody may also have paused the replay by hand: that is not for us to end. */
  @Override
  public boolean replayWaitsForRestart() {
    Optional<ControlData> control = replayPaused ? control() : Optional.empty();
    try {
      return control.isPresent() && !StandbyParameters.tooSmall(work, control.get()).isEmpty();
    } catch (SQLException e) {
      return false;
    }
  }

  /** When the server read its files last; empty where it does not say. */
  private String loadedAt() {
    try {
      return work.text(LOADED_AT);
    } catch (SQLException e) {
      return "";
    }
  }

  private boolean write(boolean replica) {
    return files.write(dynamic, replica, upstream, synchronousNamesInFile());
  }

  private Optional<String> synchronousNamesInFile() {
    return dynamic.isSynchronous() ? synchronousNames.or(() -> Optional.of("")) : Optional.empty();
  }

  private void reloadIf(boolean changed) {
    if (changed && postmaster.isAlive()) {
      loadedBefore = loadedAt();
      postmaster.signal(settings, "HUP");
      pendingDue = world.monotonic().plus(RELOAD_TAKES);
    }
  }

  @Override
  public void bootstrap() {
    Optional<CustomMethod> custom = cluster.custom();
    boolean own = custom.isPresent();
    state = own ? ServerState.CUSTOM_BOOTSTRAP : ServerState.INITIALIZING;
    upstream = Optional.empty();
    try {
      cluster.make();
      if (own) {
        startRestored(custom.get());
      } else {
        start(false, Duration.ofSeconds(60));
      }
      cluster.finish(work);
    } catch (PortFailure e) {
      state = own ? ServerState.CUSTOM_BOOTSTRAP_FAILED : ServerState.INITDB_FAILED;
      throw e;
    } catch (SQLException e) {
      state = own ? ServerState.CUSTOM_BOOTSTRAP_FAILED : ServerState.INITDB_FAILED;
      throw new PortFailure.Refused("cannot create the roles: " + e.getMessage(), e);
    }
  }

  /** Recovers as the method wants, takes writes, and lets the superuser in. */
  private void startRestored(CustomMethod method) throws SQLException {
    postmaster.forgetTheDead(socketLocks());
    files.writeForRecovery(dynamic, method, synchronousNamesInFile());
    launch(control(), ServerState.BOOTSTRAP_STARTING, RECOVERY);
    while (!postmaster.takesWrites()) {
      if (!postmaster.isAlive()) {
        throw new PortFailure.Refused("the server ended before its recovery did");
      }
      world.sleep(LOOK_AGAIN);
    }
    try {
      work.execute("SELECT 1");
    } catch (SQLException e) {
      if (!NewCluster.isTurnedAway(e)) {
        throw e;
      }
      halt(StopMode.FAST, RECOVERY);
      cluster.setSuperuserPassword(files.commandLine(dynamic, Optional.empty()));
      state = ServerState.BOOTSTRAP_STARTING;
    }
    if (postmaster.isAlive()) {
      reloadIf(write(false));
      state = ServerState.RUNNING;
      callbacks.run("on_start", "primary");
    } else {
      start(false, Duration.ofSeconds(60));
    }
  }

  @Override
  public void abandonBootstrap() {
    ServerState failed = state;
    if (postmaster.isAlive()) {
      halt(StopMode.IMMEDIATE, Duration.ZERO);
    }
    state = failed;
    if (directory.state() != Server.DataDirectory.EMPTY) {
      directory.setAside();
    }
  }

  @Override
  public void copyFrom(Member source) {
    creatingReplica(() -> copying.copyFrom(source));
  }

  @Override
  public void copyFromRemote(StandbyCluster remote) {
    creatingReplica(() -> copying.copyFrom(remote));
  }

  private void creatingReplica(Runnable copy) {
    state = ServerState.CREATING_REPLICA;
    stopAsked = true;
    try {
      copy.run();
    } finally {
      state = ServerState.STOPPED;
    }
  }

  @Override
  public void startAsPrimary(Duration limit) {
    mustBeDown();
    upstream = Optional.empty();
    start(false, limit);
  }

  @Override
  public void startAsReplica(Optional<Upstream> source, Duration limit) {
    mustBeDown();
    upstream = source;
    control().ifPresent(control -> directory.freeTimelines(control.latestTimeline()));
    start(true, limit);
  }

  /** A second one would fail by itself, but with its process we would lose the first one's. */
  private void mustBeDown() {
    if (postmaster.isAlive()) {
      throw new PortFailure.Refused("the server runs already");
    }
  }

  private void start(boolean replica, Duration limit) {
    postmaster.forgetTheDead(socketLocks());
    files.writeStandbySignal(replica);
    write(replica);
    launch(replica ? control() : Optional.empty(), ServerState.STARTING, limit);
    state = ServerState.RUNNING;
    callbacks.run("on_start", replica ? "replica" : "primary");
  }

  /**
   * Runs the server until it takes connections.
   *
   * @param control of one that recovers: it may not start with less than its primary had
   */
  private void launch(Optional<ControlData> control, ServerState starting, Duration limit) {
    List<String> words = new ArrayList<>();
    words.add(settings.tool("postgres").toString());
    words.add("-D");
    words.add(directory.path().toString());
    words.addAll(files.commandLine(dynamic, control));
    pending = Map.of();
    loadedBefore = "";
    pendingDue = world.monotonic().plus(RELOAD_TAKES);
    state = starting;
    stopAsked = false;
    postmaster.start(words);
    Moment end = world.monotonic().plus(limit);
    while (!postmaster.takesConnections()) {
      if (!postmaster.isAlive()) {
        state = ServerState.START_FAILED;
        throw new PortFailure.Refused("the server ended while it was starting");
      }
      if (world.monotonic().isAfter(end)) {
        throw new PortFailure.Unavailable("the server is still starting");
      }
      world.sleep(LOOK_AGAIN);
    }
  }

  private Path socketDirectory() {
    return SocketDirectory.of(
        postmaster.socketDirectory(),
        Optional.ofNullable(dynamic.parameters().get("unix_socket_directories")));
  }

  private List<Path> socketLocks() {
    String folders =
        dynamic.parameters().getOrDefault("unix_socket_directories", "/tmp,/var/run/postgresql");
    return Stream.of(folders.split(",", -1))
        .map(folder -> Path.of(folder.strip(), ".s.PGSQL." + settings.port() + ".lock"))
        .toList();
  }

  @Override
  public Optional<Boolean> hasDiverged(Upstream leader) {
    try {
      return postmaster.isAlive()
          ? Divergence.ofRunning(settings, ServerQuery.parse(work.text(ServerQuery.SQL)), leader)
          : Divergence.ofStopped(settings, control(), leader);
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> removeFragments() {
    if (directory.fragments().find().isEmpty()) {
      return List.of();
    }
    if (postmaster.isAlive()) {
      stopReceiving();
    }
    return directory.fragments().remove();
  }

  /** What a receiver fetches meanwhile might be acknowledged, and must not be removed. */
  private void stopReceiving() {
    follow(Optional.empty());
    Moment end = world.monotonic().plus(TOOL);
    try {
      while (!work.text(RECEIVERS).equals("0")) {
        if (world.monotonic().isAfter(end)) {
          throw new PortFailure.Unavailable("the server does not stop receiving");
        }
        world.sleep(LOOK_AGAIN);
      }
    } catch (SQLException e) {
      throw new PortFailure.Unavailable("cannot stop receiving: " + e.getMessage(), e);
    }
  }

  @Override
  public void rewind(Upstream leader) {
    postmaster.forgetTheDead(socketLocks());
    copying.rewind(leader);
  }

  @Override
  public void follow(Optional<Upstream> source) {
    upstream = source;
    lastSeen.flatMap(Server::timeline).ifPresent(directory::freeTimelines);
    reloadIf(write(true));
  }

  @Override
  public void beforePromotion() {
    scripts.prePromote();
  }

  @Override
  public void promote(int timeline) {
    int mine = lastSeen.flatMap(Server::timeline).orElse(timeline - 1);
    directory.reserveTimelines(mine, timeline);
    try {
      work.execute("SELECT pg_promote(false)");
      while (!work.text("SELECT pg_is_in_recovery()").equals("f")) {
        world.sleep(LOOK_AGAIN);
      }
    } catch (SQLException e) {
      throw new PortFailure.Unavailable("cannot promote: " + e.getMessage(), e);
    }
    upstream = Optional.empty();
    write(false);
  }

  @Override
  public void stop(StopMode mode, Duration limit) {
    Moment end = world.monotonic().plus(limit);
    stopAsked = true;
    state = ServerState.STOPPING;
    if (postmaster.isAlive()) {
      scripts.beforeStop(mode, limit);
    }
    halt(mode, end.since(world.monotonic()));
  }

  private void halt(StopMode mode, Duration limit) {
    stopAsked = true;
    state = ServerState.STOPPING;
    closeSessions();
    if (mode == StopMode.FAST) {
      postmaster.signal(settings, "INT");
      if (awaitEnd(limit)) {
        state = ServerState.STOPPED;
        return;
      }
    }
    postmaster.signal(settings, "QUIT");
    if (!awaitEnd(Duration.ofMillis(500))) {
      postmaster.killAll();
      awaitEnd(Duration.ofSeconds(10));
    }
    state = ServerState.STOPPED;
  }

  private boolean awaitEnd(Duration limit) {
    Moment end = world.monotonic().plus(limit);
    while (postmaster.isAlive()) {
      if (world.monotonic().isAfter(end)) {
        return false;
      }
      world.sleep(LOOK_AGAIN);
    }
    return true;
  }

  @Override
  public Optional<Lsn> shutdownCheckpoint() {
    return directory.saysShutDown()
        ? control().filter(ControlData::isShutDown).map(ControlData::checkpoint)
        : Optional.empty();
  }

  @Override
  public void archiveLastSegment() {
    String command = dynamic.parameters().getOrDefault("archive_command", "");
    control()
        .filter(ControlData::isShutDown)
        .ifPresent(end -> ArchiveCommand.run(command, directory.path(), end.checkpointSegment()));
  }

  @Override
  public void checkpoint() {
    try (LocalSession own = LocalSession.patient(settings, address, "Patroni heartbeat")) {
      own.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw new PortFailure.Unavailable("cannot write a checkpoint: " + e.getMessage(), e);
    }
  }

  @Override
  public void setSynchronousNames(String names) {
    synchronousNames = Optional.of(names);
    reloadIf(write(directory.hasStandbySignal()));
  }

  @Override
  public List<HistoryLine> timelineHistory() {
    try {
      String text =
          work.text(
              "SELECT pg_read_file('pg_wal/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"
                  + " || '.history', 0, 1000000, true)");
      return TimelineFork.parse(text);
    } catch (SQLException e) {
      throw new PortFailure.Unavailable("cannot read the timeline history: " + e.getMessage(), e);
    }
  }

  @Override
  public SortedMap<String, Lsn> keepSlots(StoreView store, boolean leads, Set<String> retained) {
    if (!dynamic.useSlots()) {
      return new TreeMap<>();
    }
    Optional<Lsn> replayed = leads ? Optional.empty() : lastSeen.flatMap(Server::replayed);
    try {
      return SlotQuery.apply(
          work,
          Slots.wanted(store, dynamic, settings.name(), leads, retained),
          Slots.leftAlone(dynamic),
          replayed);
    } catch (SQLException e) {
      throw new PortFailure.Unavailable("cannot keep the slots: " + e.getMessage(), e);
    }
  }

  @Override
  public void whenServerEnds(Runnable onEnd) {
    postmaster.whenItEnds(onEnd);
  }

  @Override
  public Optional<Long> process() {
    return postmaster.pid();
  }

  @Override
  public void callback(String action, String role) {
    callbacks.run(action, role);
  }

  private void closeSessions() {
    heartbeat.close();
    work.close();
    rest.close();
  }

  @Override
  public void close() {
    closeSessions();
  }
}
