package dev.ordeal.agent.rest;

import dev.ordeal.agent.cycle.Identity;
import dev.ordeal.agent.cycle.NodeSnapshot;
import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.ManualFailover;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.SynchronousMode;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Nodes to be asked: a leader {@code node1} and replicas {@code node2}, {@code node3}. */
final class Nodes {
  static final Identity NODE1 = new Identity("demo", "node1", Identity.CONTRACT_VERSION);
  static final Moment NOW = new Moment(1_000_000_000_000L);
  static final Instant WALL = Instant.parse("2026-11-25T02:00:00Z");
  static final Lsn LEADER_AT = new Lsn(67_126_024);

  private Nodes() {}

  /** A node in the making: what is not said is as on a healthy node. */
  static final class Node {
    DynamicSettings settings = DynamicSettings.DEFAULTS;
    Tags tags = Tags.NONE;
    Optional<StoreView> store = Optional.of(cluster());
    boolean storeReachable = true;
    Moment storeReadAt = NOW;
    ServerState state = ServerState.RUNNING;
    Optional<Role> serverRole = Optional.of(Role.REPLICA);
    String role = "replica";
    Optional<Moment> leadsUntil = Optional.empty();
    boolean failsafeActive;
    boolean watchdogFailed;
    Moment cycleEnded = NOW;
    Map<String, Map<String, String>> pendingRestart = new TreeMap<>();
    Optional<Job> job = Optional.empty();
    Optional<NodeSnapshot.ScheduledRestart> scheduledRestart = Optional.empty();

    NodeSnapshot snapshot() {
      return new NodeSnapshot(
          settings,
          tags,
          store,
          storeReachable,
          WALL.minusSeconds(1),
          storeReadAt,
          new Server(
              state,
              Server.DataDirectory.VALID,
              serverRole,
              Optional.of(3),
              Optional.of(LEADER_AT),
              Optional.of(LEADER_AT),
              Optional.of(LEADER_AT),
              Optional.empty(),
              true,
              List.of(),
              "",
              Optional.of("7440000000000000001"),
              false,
              true),
          role,
          leadsUntil,
          failsafeActive,
          watchdogFailed,
          job,
          pendingRestart,
          scheduledRestart,
          cycleEnded,
          "follow",
          "following a leader");
    }

    Node with(java.util.function.Consumer<Node> change) {
      change.accept(this);
      return this;
    }
  }

  static Node leader() {
    return new Node()
        .with(node -> {
          node.serverRole = Optional.of(Role.PRIMARY);
          node.role = "primary";
          node.leadsUntil = Optional.of(NOW.plus(Duration.ofSeconds(20)));
        });
  }

  static Node replica() {
    return new Node();
  }

  static StoreView cluster() {
    Map<String, Object> configuration = new LinkedHashMap<>();
    configuration.put("ttl", 30);
    configuration.put("loop_wait", 10);
    return new StoreView(
        Optional.of(new LeaderKey("node1", 77, 5)),
        new TreeMap<>(
            Map.of(
                "node1", member("node1", "primary", Optional.empty()),
                "node2", member("node2", "replica", Optional.of("streaming")),
                "node3", member("node3", "replica", Optional.of("streaming")))),
        Optional.of(configuration),
        9,
        Optional.of("7440000000000000001"),
        Optional.empty(),
        Optional.of(
            List.of(
                new HistoryLine(
                    1,
                    new Lsn(25_000_000),
                    "no recovery target specified",
                    Optional.of("2026-11-24T16:31:12.763918+00:00"),
                    Optional.of("node2")),
                new HistoryLine(
                    2,
                    new Lsn(50_000_000),
                    "no recovery target specified",
                    Optional.empty(),
                    Optional.empty()))),
        TimelineClaim.NONE,
        ClusterStatus.at(LEADER_AT),
        SyncState.ABSENT,
        Map.of(),
        12);
  }

  static Member member(String name, String role, Optional<String> replicationState) {
    return new Member(
        name,
        "postgres://" + name + ":5432/postgres",
        "http://" + name + ":8008/patroni",
        "running",
        role,
        Identity.CONTRACT_VERSION,
        Tags.NONE,
        Optional.of(LEADER_AT),
        replicationState,
        Optional.of(3),
        true,
        false);
  }

  static StoreView withLeader(StoreView view, Optional<String> leader) {
    return change(
        view, leader.map(name -> new LeaderKey(name, 78, 20)), view.failover(), view.sync());
  }

  static StoreView withFailover(StoreView view, Optional<ManualFailover> failover) {
    return change(view, view.leader(), failover, view.sync());
  }

  static StoreView withSync(StoreView view, SyncState sync) {
    return change(view, view.leader(), view.failover(), sync);
  }

  private static StoreView change(
      StoreView view,
      Optional<LeaderKey> leader,
      Optional<ManualFailover> failover,
      SyncState sync) {
    return new StoreView(
        leader,
        view.members(),
        view.configuration(),
        view.configurationRevision(),
        view.initialize(),
        failover,
        view.history(),
        view.timelineClaim(),
        view.status(),
        sync,
        view.failsafe(),
        view.revision() + 1);
  }

  static StoreView withMembers(StoreView view, UnaryOperator<Map<String, Member>> change) {
    return new StoreView(
        view.leader(),
        new TreeMap<>(change.apply(new TreeMap<>(view.members()))),
        view.configuration(),
        view.configurationRevision(),
        view.initialize(),
        view.failover(),
        view.history(),
        view.timelineClaim(),
        view.status(),
        view.sync(),
        view.failsafe(),
        view.revision() + 1);
  }

  /** The defaults with what REST looks at. */
  static DynamicSettings settings(
      boolean paused, SynchronousMode mode, boolean failsafe, boolean standbyCluster) {
    DynamicSettings base = DynamicSettings.DEFAULTS;
    return new DynamicSettings(
        base.timeToLive(),
        base.loopWait(),
        base.retryTimeout(),
        base.maximumLagOnFailover(),
        base.maximumLagOnSyncNode(),
        base.maximumTimelinesHistory(),
        base.checkTimeline(),
        base.primaryStartTimeout(),
        base.primaryStopTimeout(),
        mode,
        base.synchronousModeStrict(),
        base.synchronousNodeCount(),
        failsafe,
        paused,
        base.useSlots(),
        base.usePgRewind(),
        base.removeDataDirectoryOnRewindFailure(),
        base.removeDataDirectoryOnDivergedTimelines(),
        base.memberSlotsTtl(),
        base.permanentSlots(),
        base.ignoreSlots(),
        base.parameters(),
        base.recoveryParameters(),
        base.hba(),
        base.ident(),
        standbyCluster
            ? Optional.of(
                new DynamicSettings.StandbyCluster(
                    Optional.of("elsewhere"),
                    Optional.empty(),
                    Optional.empty(),
                    new TreeMap<>(),
                    List.of()))
            : Optional.empty());
  }

  static DynamicSettings paused() {
    return settings(true, SynchronousMode.OFF, false, false);
  }

  static ServerStatus primaryStatus() {
    return new ServerStatus(
        "2026-11-24 16:31:12.763918+00:00",
        150_018,
        Role.PRIMARY,
        3,
        Optional.of(LEADER_AT),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(
            new ServerStatus.Replica(
                "replicator", "node2", Optional.of("10.0.0.2"), "streaming", "async", 0)));
  }

  /** A replica that streams and has replayed all but {@code lag} bytes. */
  static ServerStatus replicaStatus(long lag) {
    return new ServerStatus(
        "2026-11-24 16:31:12.763918+00:00",
        150_018,
        Role.REPLICA,
        3,
        Optional.empty(),
        Optional.of(LEADER_AT),
        Optional.of(new Lsn(LEADER_AT.bytes() - lag)),
        Optional.of("2026-11-25 01:59:58.5+00:00"),
        false,
        Optional.of(LEADER_AT),
        Optional.of("streaming"),
        List.of());
  }
}
