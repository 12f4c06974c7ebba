package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.SynchronousMode;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.names.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
  private static final List<String> PATHS =
      List.of(
          "/primary",
          "/leader",
          "/standby-leader",
          "/replica",
          "/read-only",
          "/sync",
          "/async",
          "/quorum",
          "/read-only-sync",
          "/read-only-quorum",
          "/health",
          "/liveness",
          "/readiness");

  private static int code(Nodes.Node node, String target) {
    return code(node, target, Optional.empty());
  }

  private static int code(Nodes.Node node, String target, Optional<ServerStatus> server) {
    RestRequest request = RestRequest.local("GET", target, Optional.empty());
    return HealthChecks.code(
        request.path(),
        request.query(),
        server.isPresent() || HealthChecks.needsServer(request.path(), request.query())
            ? NodeStatus.answered("node2", node.snapshot(), server, Nodes.NOW)
            : NodeStatus.published("node2", node.snapshot(), Nodes.NOW));
  }

  /** The paths that answer 200. */
  private static List<String> good(Nodes.Node node, Optional<ServerStatus> server) {
    return PATHS.stream().filter(path -> code(node, path, server) == 200).toList();
  }

  @Test
  void a_running_leader() {
    assertThat(good(Nodes.leader(), Optional.of(Nodes.primaryStatus())))
        .containsExactly(
            "/primary",
            "/leader",
            "/read-only",
            "/read-only-sync",
            "/read-only-quorum",
            "/health",
            "/liveness",
            "/readiness");
  }

  @Test
  void a_leader_that_gives_leadership_up_gets_no_writes_any_more() {
    Nodes.Node restarting =
        Nodes.leader()
            .with(node -> node.job = Optional.of(new Job(Job.Kind.RESTART, "restart", Nodes.NOW)));
    assertThat(code(restarting, "/primary")).isEqualTo(200);
    assertThat(code(switchingOver(Job.Kind.HAND_OVER), "/primary")).isEqualTo(200);
    assertThat(code(switchingOver(Job.Kind.DEMOTE), "/primary")).isEqualTo(503);
    assertThat(code(switchingOver(Job.Kind.DEMOTE), "/leader")).isEqualTo(200);
  }

  private static Nodes.Node switchingOver(Job.Kind kind) {
    return Nodes.leader()
        .with(node -> node.job = Optional.of(new Job(kind, "switchover", Nodes.NOW)));
  }

  @Test
  void a_leader_whose_server_is_down_gets_no_writes() {
    for (ServerState state : List.of(ServerState.CRASHED, ServerState.STARTING)) {
      Nodes.Node node =
          Nodes.leader()
              .with(leader -> {
                leader.state = state;
                leader.serverRole = Optional.empty();
              });
      assertThat(good(node, Optional.empty())).containsExactly("/liveness", "/readiness");
    }
  }

  @Test
  void a_leader_that_is_not_yet_in_production_gets_no_writes() {
    Nodes.Node node =
        Nodes.leader()
            .with(leader -> {
              leader.serverRole = Optional.of(Role.REPLICA);
              leader.role = "promoted";
            });
    assertThat(good(node, Optional.of(Nodes.replicaStatus(0))))
        .containsExactly("/replica", "/read-only", "/async", "/health", "/liveness", "/readiness");
  }

  @Test
  void a_leader_whose_lease_has_run_out() {
    Nodes.Node node = Nodes.leader().with(leader -> leader.leadsUntil = Optional.of(Nodes.NOW));
    assertThat(good(node, Optional.of(Nodes.primaryStatus())))
        .containsExactly("/health", "/liveness");
  }

  @Test
  void a_streaming_replica() {
    assertThat(good(Nodes.replica(), Optional.of(Nodes.replicaStatus(0))))
        .containsExactly("/replica", "/read-only", "/async", "/health", "/liveness", "/readiness");
  }

  @Test
  void a_replica_that_takes_no_reads() {
    Nodes.Node node =
        Nodes.replica().with(replica -> replica.tags = new Tags(Map.of("noloadbalance", true)));
    assertThat(good(node, Optional.of(Nodes.replicaStatus(0))))
        .containsExactly("/health", "/liveness", "/readiness");
  }

  @Test
  void a_replica_that_does_not_stream() {
    ServerStatus status = Nodes.replicaStatus(0);
    ServerStatus alone =
        new ServerStatus(
            status.postmasterStartTime(),
            status.serverVersion(),
            Role.REPLICA,
            3,
            Optional.empty(),
            status.received(),
            status.replayed(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            List.of());
    assertThat(good(Nodes.replica(), Optional.of(alone)))
        .containsExactly("/replica", "/read-only", "/async", "/health", "/liveness");
  }

  @Test
  void a_replica_without_a_running_server() {
    for (ServerState state :
        List.of(ServerState.STARTING, ServerState.STOPPED, ServerState.CREATING_REPLICA)) {
      Nodes.Node node =
          Nodes.replica()
              .with(replica -> {
                replica.state = state;
                replica.serverRole = Optional.empty();
              });
      assertThat(good(node, Optional.empty())).containsExactly("/liveness");
    }
  }

  @Test
  void a_server_that_was_asked_and_does_not_answer() {
    var replica =
        NodeStatus.answered("node2", Nodes.replica().snapshot(), Optional.empty(), Nodes.NOW);
    assertThat(PATHS.stream().filter(path -> HealthChecks.code(path, Map.of(), replica) == 200))
        .containsExactly("/liveness");
    var leader =
        NodeStatus.answered("node1", Nodes.leader().snapshot(), Optional.empty(), Nodes.NOW);
    assertThat(HealthChecks.code("/primary", Map.of(), leader)).isEqualTo(200);
    assertThat(HealthChecks.code("/health", Map.of(), leader)).isEqualTo(503);
  }

  @Test
  void the_leader_of_a_standby_cluster() {
    Nodes.Node node =
        Nodes.leader()
            .with(leader -> {
              leader.settings = Nodes.settings(false, SynchronousMode.OFF, false, true);
              leader.serverRole = Optional.of(Role.REPLICA);
              leader.role = "standby_leader";
            });
    assertThat(good(node, Optional.of(Nodes.replicaStatus(0))))
        .containsExactly(
            "/leader",
            "/standby-leader",
            "/read-only",
            "/read-only-sync",
            "/read-only-quorum",
            "/health",
            "/liveness",
            "/readiness");
  }

  @Test
  void a_synchronous_standby() {
    Nodes.Node node = inSync(SynchronousMode.ON);
    assertThat(good(node, Optional.of(Nodes.replicaStatus(0))))
        .containsExactly(
            "/replica",
            "/read-only",
            "/sync",
            "/read-only-sync",
            "/health",
            "/liveness",
            "/readiness");
  }

  @Test
  void a_voter_of_a_quorum() {
    Nodes.Node node = inSync(SynchronousMode.QUORUM);
    assertThat(good(node, Optional.of(Nodes.replicaStatus(0))))
        .containsExactly(
            "/replica",
            "/read-only",
            "/quorum",
            "/read-only-quorum",
            "/health",
            "/liveness",
            "/readiness");
  }

  @Test
  void a_key_sync_counts_only_while_the_mode_is_on() {
    assertThat(code(inSync(SynchronousMode.OFF), "/sync")).isEqualTo(503);
    assertThat(code(inSync(SynchronousMode.OFF), "/async")).isEqualTo(200);
  }

  private static Nodes.Node inSync(SynchronousMode mode) {
    return Nodes.replica()
        .with(node -> {
          node.settings = Nodes.settings(false, mode, false, false);
          node.store =
              Optional.of(
                  Nodes.withSync(Nodes.cluster(), SyncState.of("node1", List.of("NODE2"), 0, 4)));
        });
  }

  @Test
  void sync_paths_need_a_view_of_the_store_not_older_than_the_lease() {
    Nodes.Node node = inSync(SynchronousMode.ON);
    node.storeReachable = false;
    node.storeReadAt = Nodes.NOW.minus(Duration.ofSeconds(29));
    assertThat(code(node, "/sync")).isEqualTo(200);
    node.storeReadAt = Nodes.NOW.minus(Duration.ofSeconds(30));
    assertThat(code(node, "/sync")).isEqualTo(503);
    assertThat(code(node, "/async")).isEqualTo(503);
    assertThat(code(node, "/replica")).isEqualTo(200);
  }

  @Test
  void a_paused_node_without_store_follows_its_own_role() {
    Nodes.Node node =
        Nodes.leader()
            .with(leader -> {
              leader.settings = Nodes.paused();
              leader.storeReachable = false;
              leader.storeReadAt = Nodes.NOW.minus(Duration.ofSeconds(60));
              leader.leadsUntil = Optional.empty();
            });
    assertThat(code(node, "/primary")).isEqualTo(200);
    assertThat(code(node, "/leader")).isEqualTo(200);
    node.state = ServerState.CRASHED;
    node.serverRole = Optional.empty();
    assertThat(code(node, "/primary")).isEqualTo(503);
    assertThat(code(node, "/leader")).isEqualTo(200);
    assertThat(code(node, "/standby-leader")).isEqualTo(503);
  }

  @Test
  void a_paused_leader_stays_one_without_a_server() {
    Nodes.Node node =
        Nodes.leader()
            .with(leader -> {
              leader.settings = Nodes.paused();
              leader.state = ServerState.STOPPED;
              leader.serverRole = Optional.empty();
            });
    assertThat(code(node, "/leader")).isEqualTo(200);
    assertThat(code(node, "/primary")).isEqualTo(503);
  }

  @Test
  void the_lag_of_a_replica() {
    Nodes.Node node = Nodes.replica();
    Optional<ServerStatus> behind = Optional.of(Nodes.replicaStatus(1_048_576));
    assertThat(code(node, "/replica?lag=1MB", behind)).isEqualTo(200);
    assertThat(code(node, "/replica?lag=1048575", behind)).isEqualTo(503);
    assertThat(code(node, "/read-only?lag=1048575", behind)).isEqualTo(503);
    assertThat(code(node, "/async?lag=1048575", behind)).isEqualTo(503);
    assertThat(code(node, "/replica?lag=nonsense", behind)).isEqualTo(200);
    assertThat(code(node, "/replica?lag=1MB", Optional.empty())).isEqualTo(503);
    assertThat(code(node, "/health?lag=1", behind)).isEqualTo(200);
  }

  @Test
  void a_leader_does_not_lag() {
    assertThat(code(Nodes.leader(), "/read-only?lag=0", Optional.of(Nodes.primaryStatus())))
        .isEqualTo(200);
  }

  @Test
  void readiness_by_what_is_replayed_or_received() {
    Nodes.Node node = Nodes.replica();
    assertThat(code(node, "/readiness", Optional.of(Nodes.replicaStatus(1_048_576))))
        .isEqualTo(200);
    Optional<ServerStatus> behind = Optional.of(Nodes.replicaStatus(1_048_577));
    assertThat(code(node, "/readiness", behind)).isEqualTo(503);
    assertThat(code(node, "/readiness?mode=apply", behind)).isEqualTo(503);
    assertThat(code(node, "/readiness?mode=write", behind)).isEqualTo(200);
    assertThat(code(node, "/readiness?lag=2MB", behind)).isEqualTo(200);
  }

  @Test
  void readiness_without_a_store() {
    Nodes.Node node = Nodes.replica().with(replica -> replica.store = Optional.empty());
    ServerStatus status = Nodes.replicaStatus(0);
    ServerStatus blind =
        new ServerStatus(
            status.postmasterStartTime(),
            status.serverVersion(),
            Role.REPLICA,
            3,
            Optional.empty(),
            status.received(),
            status.replayed(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.of("streaming"),
            List.of());
    assertThat(code(node, "/readiness", Optional.of(status))).isEqualTo(200);
    assertThat(code(node, "/readiness", Optional.of(blind))).isEqualTo(503);
    node.failsafeActive = true;
    assertThat(code(node, "/readiness", Optional.of(blind))).isEqualTo(200);
  }

  @Test
  void liveness_is_the_loop_s() {
    Nodes.Node leader =
        Nodes.leader().with(node -> node.cycleEnded = Nodes.NOW.minus(Duration.ofSeconds(30)));
    assertThat(code(leader, "/liveness")).isEqualTo(503);
    leader.settings = Nodes.paused();
    assertThat(code(leader, "/liveness")).isEqualTo(200);
    Nodes.Node replica =
        Nodes.replica().with(node -> node.cycleEnded = Nodes.NOW.minus(Duration.ofSeconds(59)));
    assertThat(code(replica, "/liveness")).isEqualTo(200);
    replica.cycleEnded = Nodes.NOW.minus(Duration.ofSeconds(60));
    assertThat(code(replica, "/liveness")).isEqualTo(503);
  }

  @Test
  void tags_asked_for() {
    Map<String, Object> written = new TreeMap<>();
    written.put("zone", "berlin");
    written.put("weight", 5);
    written.put("clonefrom", true);
    written.put("nosync", false);
    Nodes.Node node = Nodes.replica().with(replica -> replica.tags = new Tags(written));
    assertThat(code(node, "/replica?tag_zone=berlin&tag_weight=5&tag_clonefrom=true"))
        .isEqualTo(200);
    assertThat(code(node, "/replica?tag_zone=paris")).isEqualTo(503);
    assertThat(code(node, "/replica?tag_rack=1")).isEqualTo(503);
    assertThat(code(node, "/health?tag_zone=paris")).isEqualTo(503);
    assertThat(code(node, "/replica?tag_nosync=false")).isEqualTo(503);
    assertThat(code(Nodes.leader(), "/primary?tag_zone=paris")).isEqualTo(200);
  }

  @Test
  void paths_match_by_what_they_contain() {
    for (String path : List.of("/", "/master", "/read-write", "/my/primary", "/is-master-up")) {
      assertThat(code(Nodes.leader(), path)).as(path).isEqualTo(200);
      assertThat(code(Nodes.replica(), path)).as(path).isEqualTo(503);
    }
    assertThat(code(Nodes.replica(), "/my-replica")).isEqualTo(200);
    assertThat(code(Nodes.replica(), "/healthz")).isEqualTo(200);
    assertThat(code(Nodes.leader(), "/standby_leader")).isEqualTo(503);
    assertThat(code(Nodes.leader(), "/nothing")).isEqualTo(503);
    assertThat(code(inSync(SynchronousMode.ON), "/synchronous")).isEqualTo(200);
    assertThat(code(inSync(SynchronousMode.ON), "/asynchronous")).isEqualTo(503);
    assertThat(code(inSync(SynchronousMode.ON), "/sync/more")).isEqualTo(503);
  }

  @Test
  void only_lag_and_readiness_ask_the_server() {
    assertThat(HealthChecks.needsServer("/replica", Map.of())).isFalse();
    assertThat(HealthChecks.needsServer("/primary", Map.of())).isFalse();
    assertThat(HealthChecks.needsServer("/replica", Map.of("lag", "1MB"))).isTrue();
    assertThat(HealthChecks.needsServer("/readiness", Map.of())).isTrue();
    assertThat(HealthChecks.needsServer("/liveness", Map.of("lag", "1MB"))).isFalse();
  }
}
