package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.NodeSnapshot;
import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.json.Json;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.SynchronousMode;
import dev.ordeal.agent.policy.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusBodyTest {
  private static final String LAST_FIELDS =
      "\"database_system_identifier\":\"7440000000000000001\","
          + "\"patroni\":{\"version\":\"4.1.5\",\"scope\":\"demo\",\"name\":\"node1\"}}";

  private static String body(Nodes.Node node, Optional<ServerStatus> server) {
    return Json.text(
        StatusBody.of(
            Nodes.NODE1, NodeStatus.answered("node1", node.snapshot(), server, Nodes.NOW)));
  }

  @Test
  void a_replica() {
    assertThat(body(Nodes.replica(), Optional.of(Nodes.replicaStatus(24))))
        .isEqualTo(
            "{\"state\":\"running\",\"postmaster_start_time\":\"2026-11-24 16:31:12.763918+00:00\","
                + "\"role\":\"replica\",\"server_version\":150018,"
                + "\"xlog\":{\"received_location\":67126024,\"replayed_location\":67126000,"
                + "\"replayed_timestamp\":\"2026-11-25 01:59:58.5+00:00\",\"paused\":false},"
                + "\"timeline\":3,\"replication_state\":\"streaming\","
                + "\"dcs_last_seen\":1795571999,"
                + LAST_FIELDS);
  }

  @Test
  void everything_that_can_be_told() {
    Map<String, Object> tags = new LinkedHashMap<>();
    tags.put("nofailover", false);
    tags.put("failover_priority", "2");
    tags.put("noloadbalance", false);
    tags.put("clonefrom", true);
    tags.put("zone", "berlin");
    Map<String, Object> filters = new LinkedHashMap<>();
    filters.put("restart_pending", true);
    Nodes.Node node =
        Nodes.replica()
            .with(replica -> {
              replica.settings = Nodes.settings(true, SynchronousMode.ON, true, false);
              replica.store =
                  Optional.of(
                      Nodes.withLeader(
                          Nodes.withSync(
                              Nodes.cluster(), SyncState.of("node2", List.of("node1"), 0, 4)),
                          Optional.empty()));
              replica.failsafeActive = true;
              replica.watchdogFailed = true;
              replica.tags = new Tags(tags);
              replica.pendingRestart.put(
                  "max_connections",
                  new java.util.TreeMap<>(Map.of("old_value", "100", "new_value", "200")));
              replica.scheduledRestart =
                  Optional.of(
                      new NodeSnapshot.ScheduledRestart(
                          Instant.parse("2026-11-25T03:00:00Z"), "2026-11-24", filters));
            });
    assertThat(body(node, Optional.of(Nodes.replicaStatus(0))))
        .endsWith(
            "\"timeline\":3,\"replication_state\":\"streaming\",\"sync_standby\":true,"
                + "\"pause\":true,\"cluster_unlocked\":true,\"failsafe_mode_is_active\":true,"
                + "\"dcs_last_seen\":1795571999,"
                + "\"tags\":{\"nofailover\":false,\"failover_priority\":\"2\",\"clonefrom\":true,"
                + "\"zone\":\"berlin\"},"
                + "\"database_system_identifier\":\"7440000000000000001\","
                + "\"pending_restart\":true,\"pending_restart_reason\":"
                + "{\"max_connections\":{\"new_value\":\"200\",\"old_value\":\"100\"}},"
                + "\"scheduled_restart\":{\"schedule\":\"2026-11-25T03:00:00+00:00\","
                + "\"restart_pending\":true},\"watchdog_failed\":true,"
                + "\"patroni\":{\"version\":\"4.1.5\",\"scope\":\"demo\",\"name\":\"node1\"}}");
  }

  @Test
  void a_voter_of_a_quorum() {
    Nodes.Node node =
        Nodes.replica()
            .with(replica -> {
              replica.settings = Nodes.settings(false, SynchronousMode.QUORUM, false, false);
              replica.store =
                  Optional.of(
                      Nodes.withSync(
                          Nodes.cluster(), SyncState.of("node2", List.of("node1"), 1, 4)));
            });
    assertThat(body(node, Optional.of(Nodes.replicaStatus(0))))
        .contains("\"quorum_standby\":true")
        .doesNotContain("sync_standby");
  }

  @Test
  void a_server_that_should_answer_and_does_not() {
    assertThat(body(Nodes.leader(), Optional.empty()))
        .isEqualTo(
            "{\"state\":\"unknown\",\"role\":\"primary\",\"dcs_last_seen\":1795571999,"
                + LAST_FIELDS);
  }

  @Test
  void a_server_that_is_down() {
    Nodes.Node node =
        Nodes.leader()
            .with(crashed -> {
              crashed.state = ServerState.CRASHED;
              crashed.serverRole = Optional.empty();
              crashed.role = "demoted";
            });
    assertThat(body(node, Optional.empty()))
        .startsWith("{\"state\":\"crashed\",\"role\":\"demoted\",\"dcs_last_seen\"");
  }

  @Test
  void the_leader_of_a_standby_cluster() {
    Nodes.Node node =
        Nodes.leader()
            .with(leader -> {
              leader.settings = Nodes.settings(false, SynchronousMode.OFF, false, true);
              leader.role = "standby_leader";
            });
    assertThat(body(node, Optional.of(Nodes.replicaStatus(0))))
        .contains("\"role\":\"standby_leader\"");
  }

  @Test
  void a_cluster_that_was_not_seen_for_as_long_as_a_lease_counts_as_unlocked() {
    Nodes.Node node = Nodes.replica();
    node.storeReachable = false;
    node.storeReadAt = Nodes.NOW.minus(Duration.ofSeconds(29));
    assertThat(body(node, Optional.empty())).doesNotContain("cluster_unlocked");
    node.storeReadAt = Nodes.NOW.minus(Duration.ofSeconds(31));
    assertThat(body(node, Optional.empty())).contains("\"cluster_unlocked\":true");
  }

  @Test
  void a_position_that_is_not_known_yet() {
    ServerStatus status = Nodes.replicaStatus(0);
    ServerStatus fresh =
        new ServerStatus(
            status.postmasterStartTime(),
            status.serverVersion(),
            status.role(),
            3,
            Optional.empty(),
            Optional.empty(),
            status.replayed(),
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            List.of());
    assertThat(body(Nodes.replica(), Optional.of(fresh)))
        .contains(
            "\"xlog\":{\"received_location\":67126024,\"replayed_location\":67126024,"
                + "\"replayed_timestamp\":null,\"paused\":true},\"timeline\":3,\"dcs_last_seen\"");
  }
}
