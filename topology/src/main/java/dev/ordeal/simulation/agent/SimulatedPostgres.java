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
import dev.ordeal.names.Lsn;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.delays.DrawnDelays;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.simulation.postgres.SimulatedServer;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

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
  private static final Duration CHECKPOINT_LOOK = Duration.ofMillis(20);

  private final SimulatedWorld world;
  private final OsProcess process;
  private final SimulatedServer server;
  private final LocalSession session;
  private final ServerLook look;
  private final ServerConfiguration configuration;
  private final ServerControl control;
  private final Copying copying;
  private final TimelineComparison comparison;
  private final SlotKeeping slots;

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
    String name = process.host().name();
    DrawnDelays drawn = new DrawnDelays(delays, world.random("agent " + name));
    OutgoingConnections connections = new OutgoingConnections(world, network, process);
    this.world = world;
    this.process = process;
    this.server = server;
    this.session = new LocalSession(world, server, drawn);
    this.look = new ServerLook(world, server, session, drawn);
    this.configuration = new ServerConfiguration(server);
    this.control =
        new ServerControl(world, server, session, look, configuration, drawn, neverStopsPrimary);
    this.copying = new Copying(world, server, servers, connections, drawn);
    this.comparison = new TimelineComparison(world, server, look, servers, connections);
    this.slots = new SlotKeeping(name, server, session, configuration);
  }

  @Override
  public Server look() {
    return look.look();
  }

  @Override
  public Optional<ServerStatus> status() {
    return server.isAlive() ? session.ask(server::status) : Optional.empty();
  }

  @Override
  public void configure(DynamicSettings settings) {
    configuration.configure(settings);
  }

  @Override
  public void reload(DynamicSettings settings) {
    configuration.configure(settings);
  }

  @Override
  public Map<String, Map<String, String>> pendingRestart() {
    return configuration.pendingRestart();
  }

  @Override
  public boolean keepConfiguration(Map<String, Object> settings) {
    boolean valid = server.data().hasCluster();
    if (valid) {
      server.data().files().keep(settings);
    }
    return valid;
  }

  @Override
  public Optional<Map<String, Object>> keptConfiguration() {
    return server.data().files().kept();
  }

  @Override
  public boolean replayWaitsForRestart() {
    return false;
  }

  @Override
  public void bootstrap() {
    control.bootstrap();
  }

  @Override
  public void abandonBootstrap() {
    control.abandonBootstrap();
  }

  @Override
  public void copyFrom(Member source) {
    look.stopIsAsked(ServerState.CREATING_REPLICA);
    try {
      copying.baseBackup(source);
    } finally {
      look.becomes(ServerState.STOPPED);
    }
  }

  @Override
  public void copyFromRemote(StandbyCluster remote) {
    throw new PortFailure.Refused("in simulation there is no other cluster to copy from");
  }

  @Override
  public void archiveLastSegment() {}

  @Override
  public void startAsPrimary(Duration limit) {
    control.start(false, Optional.empty(), limit);
  }

  @Override
  public void startAsReplica(Optional<Upstream> upstream, Duration limit) {
    control.start(true, upstream, limit);
  }

  @Override
  public Optional<Boolean> hasDiverged(Upstream leader) {
    return comparison.hasDiverged(leader);
  }

  /** No log is ever removed here. */
  @Override
  public Optional<Boolean> isLeftBehind(Upstream source) {
    return Optional.of(false);
  }

  @Override
  public List<String> removeFragments() {
    if (!server.data().hasFragment()) {
      return List.of();
    }
    configuration.write(Optional.empty());
    server.removeFragment();
    return List.of("of timeline " + server.data().timelines().current());
  }

  @Override
  public void rewind(Upstream leader) {
    copying.rewind(leader);
  }

  @Override
  public void follow(Optional<Upstream> upstream) {
    configuration.follow(upstream);
  }

  @Override
  public void beforePromotion() {}

  @Override
  public void promote(int timeline) {
    control.promote(timeline);
  }

  @Override
  public void stop(StopMode mode, Duration limit) {
    control.stop(mode, limit);
  }

  @Override
  public Optional<Lsn> shutdownCheckpoint() {
    return look.controlFile().filter(ControlData::isShutDown).map(ControlData::checkpoint);
  }

  @Override
  public void checkpoint() {
    Mailbox<Boolean> written = world.mailbox();
    boolean asked = session.run(() -> server.checkpoint(() -> written.put(true)));
    while (asked && server.takesConnections()) {
      if (written.take(CHECKPOINT_LOOK).isPresent()) {
        return;
      }
    }
    throw new PortFailure.Unavailable("cannot write a checkpoint");
  }

  @Override
  public void setSynchronousNames(String names) {
    configuration.setSynchronousNames(names);
  }

  @Override
  public List<HistoryLine> timelineHistory() {
    return session
        .ask(() -> server.data().timelines().history())
        .orElseThrow(() -> new PortFailure.Unavailable("cannot read the timeline history"));
  }

  @Override
  public SortedMap<String, Lsn> keepSlots(StoreView store, boolean leads, Set<String> retained) {
    slots.keep(store, leads, retained);
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
