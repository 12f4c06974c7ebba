package dev.ordeal.agent.postgres;

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
import dev.ordeal.world.World;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A real server, on this machine, by its tools, its files and a connection. What takes one
 * statement or one tool is done here; what takes several steps has a class of its own.
 */
public final class PostgresServer implements Postgres, AutoCloseable {
  private final ServerParts parts;
  private final LocalSession work;
  private final KeptConfiguration kept;
  private final Scripts scripts;
  private final ServerLook look;
  private final ConfigurationReload reload;
  private final Starting starting;
  private final Stopping stopping;
  private final Bootstrapping bootstrapping;
  private final Copying copying;
  private final Streaming streaming;
  private final Promoting promoting;

  public PostgresServer(World world, ServerSettings settings) {
    this.parts = ServerParts.of(world, settings);
    this.work = parts.sessions().work();
    this.kept = new KeptConfiguration(settings.dataDirectory());
    this.scripts = new Scripts(settings.prePromote(), settings.beforeStop());
    this.look = new ServerLook(parts);
    this.reload = new ConfigurationReload(parts);
    this.starting = new Starting(parts, reload);
    this.stopping = new Stopping(parts, scripts);
    this.bootstrapping = new Bootstrapping(parts, reload, starting, stopping);
    this.copying = new Copying(settings, parts.directory(), parts.state());
    this.streaming = new Streaming(parts, reload, look);
    this.promoting = new Promoting(parts, look);
    parts.postmaster().adopt();
    if (parts.postmaster().isAlive()) {
      parts.state().starting(ServerState.STARTING);
    }
  }

  @Override
  public Server look() {
    return look.look();
  }

  @Override
  public Optional<ServerStatus> status() {
    if (!parts.postmaster().isAlive()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ServerQuery.parse(parts.sessions().rest().text(ServerQuery.SQL)).status());
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  @Override
  public void configure(DynamicSettings settings) {
    reload.configure(settings, false);
  }

  @Override
  public void reload(DynamicSettings settings) {
    reload.configure(settings, true);
    callback("on_reload", parts.directory().hasStandbySignal() ? "replica" : "primary");
  }

  @Override
  public boolean keepConfiguration(Map<String, Object> configuration) {
    boolean valid = parts.directory().state() == Server.DataDirectory.VALID;
    if (valid) {
      kept.write(configuration);
    }
    return valid;
  }

  @Override
  public Optional<Map<String, Object>> keptConfiguration() {
    return kept.read();
  }

  @Override
  public Map<String, Map<String, String>> pendingRestart() {
    return reload.pendingRestart();
  }

  @Override
  public boolean replayWaitsForRestart() {
    return look.replayWaitsForRestart();
  }

  @Override
  public void bootstrap() {
    bootstrapping.bootstrap();
  }

  @Override
  public void abandonBootstrap() {
    bootstrapping.abandon();
  }

  @Override
  public void copyFrom(Member source) {
    copying.copyFrom(source);
  }

  @Override
  public void copyFromRemote(StandbyCluster remote) {
    copying.copyFrom(remote);
  }

  @Override
  public void startAsPrimary(Duration limit) {
    starting.asPrimary(limit);
  }

  @Override
  public void startAsReplica(Optional<Upstream> source, Duration limit) {
    starting.asReplica(source, limit);
  }

  @Override
  public Optional<Boolean> hasDiverged(Upstream leader) {
    try {
      return parts.postmaster().isAlive()
          ? Divergence.ofRunning(
              parts.settings(), ServerQuery.parse(work.text(ServerQuery.SQL)), leader)
          : Divergence.ofStopped(parts.settings(), parts.controlFile().read(), leader);
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Boolean> isLeftBehind(Upstream source) {
    try {
      ServerQuery here = ServerQuery.parse(work.text(ServerQuery.SQL));
      Optional<Lsn> next = here.received().or(here::replayed);
      return next.isEmpty()
          ? Optional.empty()
          : Optional.of(
              !LeaderConnection.hasLog(parts.settings(), source, here.timeline(), next.get()));
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> removeFragments() {
    return streaming.removeFragments();
  }

  @Override
  public void rewind(Upstream leader) {
    parts.postmaster().forgetTheDead(parts.configuration().socketLocks());
    copying.rewind(leader);
  }

  @Override
  public void follow(Optional<Upstream> source) {
    streaming.follow(source);
  }

  @Override
  public void beforePromotion() {
    scripts.prePromote();
  }

  @Override
  public void promote(int timeline) {
    promoting.promote(timeline);
  }

  @Override
  public void stop(StopMode mode, Duration limit) {
    stopping.stop(mode, limit);
  }

  @Override
  public Optional<Lsn> shutdownCheckpoint() {
    return parts.directory().saysShutDown()
        ? parts.controlFile().ofShutDown().map(ControlData::checkpoint)
        : Optional.empty();
  }

  @Override
  public void archiveLastSegment() {
    String command = parts.configuration().parameter("archive_command").orElse("");
    parts
        .controlFile()
        .ofShutDown()
        .ifPresent(
            end -> ArchiveCommand.run(command, parts.directory().path(), end.checkpointSegment()));
  }

  @Override
  public void checkpoint() {
    try (LocalSession own =
        LocalSession.patient(parts.settings(), parts.address(), "Patroni heartbeat")) {
      own.execute("CHECKPOINT");
    } catch (SQLException e) {
      throw new PortFailure.Unavailable("cannot write a checkpoint: " + e.getMessage(), e);
    }
  }

  @Override
  public void setSynchronousNames(String names) {
    parts.configuration().useSynchronousNames(names);
    reload.rewrite(parts.directory().hasStandbySignal());
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
    DynamicSettings dynamic = parts.configuration().dynamic();
    if (!dynamic.useSlots()) {
      return new TreeMap<>();
    }
    Optional<Lsn> replayed = leads ? Optional.empty() : look.last().flatMap(Server::replayed);
    try {
      return SlotQuery.apply(
          work,
          Slots.wanted(store, dynamic, parts.settings().name(), leads, retained),
          Slots.leftAlone(dynamic),
          replayed);
    } catch (SQLException e) {
      throw new PortFailure.Unavailable("cannot keep the slots: " + e.getMessage(), e);
    }
  }

  @Override
  public void whenServerEnds(Runnable onEnd) {
    parts.postmaster().whenItEnds(onEnd);
  }

  @Override
  public Optional<Long> process() {
    return parts.postmaster().pid();
  }

  @Override
  public void callback(String action, String role) {
    parts.callbacks().run(action, role);
  }

  @Override
  public void close() {
    parts.sessions().close();
  }
}
