package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.SynchronousMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsBodyTest {
  private static String metrics(Nodes.Node node, Optional<ServerStatus> server) {
    return MetricsBody.of(
        Nodes.NODE1, NodeStatus.answered("node1", node.snapshot(), server, Nodes.NOW));
  }

  /** The lines with values, without their labels. */
  private static List<String> values(String metrics) {
    return metrics
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replace("{scope=\"demo\",name=\"node1\"}", ""))
        .toList();
  }

  @Test
  void a_leader() {
    assertThat(values(metrics(Nodes.leader(), Optional.of(Nodes.primaryStatus()))))
        .containsExactly(
            "patroni_version 040105",
            "patroni_postgres_running 1",
            "patroni_postmaster_start_time 1795537872.763918",
            "patroni_primary 1",
            "patroni_xlog_location 67126024",
            "patroni_standby_leader 0",
            "patroni_replica 0",
            "patroni_sync_standby 0",
            "patroni_quorum_standby 0",
            "patroni_xlog_received_location 0",
            "patroni_xlog_replayed_location 0",
            "patroni_xlog_replayed_timestamp 0",
            "patroni_xlog_paused 0",
            "patroni_postgres_streaming 0",
            "patroni_postgres_in_archive_recovery 0",
            "patroni_postgres_server_version 150018",
            "patroni_cluster_unlocked 0",
            "patroni_failsafe_mode_is_active 0",
            "patroni_postgres_timeline 3",
            "patroni_dcs_last_seen 1795571999",
            "patroni_pending_restart 0",
            "patroni_is_paused 0",
            "patroni_postgres_state 5");
  }

  @Test
  void a_synchronous_replica_with_everything_on() {
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
              replica.pendingRestart.put("a", Map.of());
            });
    assertThat(values(metrics(node, Optional.of(Nodes.replicaStatus(24)))))
        .contains(
            "patroni_primary 0",
            "patroni_xlog_location 0",
            "patroni_replica 1",
            "patroni_sync_standby 1",
            "patroni_quorum_standby 0",
            "patroni_xlog_received_location 67126024",
            "patroni_xlog_replayed_location 67126000",
            "patroni_xlog_replayed_timestamp 1795571998.500000",
            "patroni_postgres_streaming 1",
            "patroni_cluster_unlocked 1",
            "patroni_failsafe_mode_is_active 1",
            "patroni_pending_restart 1",
            "patroni_is_paused 1");
  }

  @Test
  void a_server_that_does_not_answer() {
    assertThat(values(metrics(Nodes.leader(), Optional.empty())))
        .contains(
            "patroni_postgres_running 0",
            "patroni_postmaster_start_time 0",
            "patroni_primary 1",
            "patroni_postgres_server_version 0",
            "patroni_postgres_timeline 0",
            "patroni_postgres_state -1");
    Nodes.Node crashed = Nodes.leader().with(node -> node.state = ServerState.CRASHED);
    assertThat(values(metrics(crashed, Optional.empty()))).contains("patroni_postgres_state 14");
  }

  @Test
  void every_series_has_help_type_and_labels() {
    List<String> lines = metrics(Nodes.leader(), Optional.empty()).lines().toList();
    assertThat(lines).hasSize(23 * 3);
    for (int i = 0; i < lines.size(); i += 3) {
      String name = lines.get(i + 2).substring(0, lines.get(i + 2).indexOf('{'));
      boolean counts = name.startsWith("patroni_xlog_") && name.endsWith("location");
      assertThat(lines.get(i)).startsWith("# HELP " + name + " ");
      assertThat(lines.get(i + 1)).isEqualTo("# TYPE " + name + (counts ? " counter" : " gauge"));
      assertThat(lines.get(i + 2)).startsWith(name + "{scope=\"demo\",name=\"node1\"} ");
    }
  }
}
