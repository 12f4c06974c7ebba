package dev.ordeal.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.NodeSnapshot;
import dev.ordeal.agent.json.Json;
import dev.ordeal.agent.policy.ManualFailover;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.SynchronousMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterBodyTest {
  private static Map<String, Object> value(String json) {
    return Json.object(json).orElseThrow();
  }

  private static String body(NodeSnapshot snapshot, Map<String, Map<String, Object>> values) {
    return Json.text(ClusterBody.of(Nodes.NODE1, snapshot, values));
  }

  @Test
  void three_nodes() {
    Map<String, Map<String, Object>> values =
        Map.of(
            "node1",
            value(
                "{\"xlog_location\":67126024,\"timeline\":3,\"pending_restart\":true,"
                    + "\"pending_restart_reason\":{\"a\":{\"old_value\":\"1\",\"new_value\":\"2\"}}}"),
            "node2",
            value(
                "{\"xlog_location\":67126024,\"receive_lsn\":67126024,\"replay_lsn\":67125000,"
                    + "\"timeline\":3,\"tags\":{\"zone\":\"b\"},"
                    + "\"scheduled_restart\":{\"schedule\":\"2026-11-25T03:00:00+00:00\"}}"),
            "node3",
            value("{\"xlog_location\":67130000,\"timeline\":3}"));
    assertThat(body(Nodes.replica().snapshot(), values))
        .isEqualTo(
            "{\"members\":["
                + "{\"name\":\"node1\",\"role\":\"leader\",\"state\":\"running\","
                + "\"api_url\":\"http://node1:8008/patroni\",\"host\":\"node1\",\"port\":5432,"
                + "\"timeline\":3,\"pending_restart\":true,\"pending_restart_reason\":"
                + "{\"a\":{\"old_value\":\"1\",\"new_value\":\"2\"}}},"
                + "{\"name\":\"node2\",\"role\":\"replica\",\"state\":\"streaming\","
                + "\"api_url\":\"http://node2:8008/patroni\",\"host\":\"node2\",\"port\":5432,"
                + "\"timeline\":3,"
                + "\"scheduled_restart\":{\"schedule\":\"2026-11-25T03:00:00+00:00\"},"
                + "\"tags\":{\"zone\":\"b\"},"
                + "\"receive_lsn\":\"0/4004308\",\"receive_lag\":0,"
                + "\"replay_lsn\":\"0/4003F08\",\"replay_lag\":1024,"
                + "\"lsn\":\"0/4004308\",\"lag\":0},"
                + "{\"name\":\"node3\",\"role\":\"replica\",\"state\":\"streaming\","
                + "\"api_url\":\"http://node3:8008/patroni\",\"host\":\"node3\",\"port\":5432,"
                + "\"timeline\":3,"
                + "\"receive_lsn\":\"unknown\",\"receive_lag\":\"unknown\","
                + "\"replay_lsn\":\"unknown\",\"replay_lag\":\"unknown\","
                + "\"lsn\":\"0/4005290\",\"lag\":0}],\"scope\":\"demo\"}");
  }

  private static String roles(SynchronousMode mode, boolean standbyCluster) {
    Nodes.Node node =
        Nodes.replica()
            .with(replica -> {
              replica.settings = Nodes.settings(false, mode, false, standbyCluster);
              replica.store =
                  Optional.of(
                      Nodes.withSync(
                          Nodes.cluster(), SyncState.of("node1", List.of("node2"), 0, 4)));
            });
    var found = java.util.regex.Pattern.compile("\"role\":\"([a-z_]+)\"");
    return found
        .matcher(body(node.snapshot(), Map.of()))
        .results()
        .map(match -> match.group(1))
        .reduce((one, other) -> one + " " + other)
        .orElse("");
  }

  @Test
  void roles() {
    assertThat(roles(SynchronousMode.OFF, false)).isEqualTo("leader replica replica");
    assertThat(roles(SynchronousMode.ON, false)).isEqualTo("leader sync_standby replica");
    assertThat(roles(SynchronousMode.QUORUM, false)).isEqualTo("leader quorum_standby replica");
    assertThat(roles(SynchronousMode.OFF, true)).isEqualTo("standby_leader replica replica");
  }

  @Test
  void a_pause_and_a_scheduled_switchover() {
    Nodes.Node node =
        Nodes.leader()
            .with(leader -> {
              leader.settings = Nodes.paused();
              leader.store =
                  Optional.of(
                      Nodes.withFailover(
                          Nodes.cluster(),
                          Optional.of(
                              new ManualFailover(
                                  Optional.of("node1"),
                                  Optional.of("node2"),
                                  Optional.of(Instant.parse("2026-11-25T03:00:00Z")),
                                  15))));
            });
    assertThat(body(node.snapshot(), Map.of()))
        .endsWith(
            "],\"pause\":true,\"scheduled_switchover\":{\"at\":\"2026-11-25T03:00:00+00:00\","
                + "\"from\":\"node1\",\"to\":\"node2\"},\"scope\":\"demo\"}");
  }

  @Test
  void a_switchover_under_way_is_not_a_scheduled_one() {
    StoreView view =
        Nodes.withFailover(
            Nodes.cluster(),
            Optional.of(
                new ManualFailover(Optional.of("node1"), Optional.empty(), Optional.empty(), 15)));
    Nodes.Node node = Nodes.leader().with(leader -> leader.store = Optional.of(view));
    assertThat(body(node.snapshot(), Map.of())).doesNotContain("scheduled_switchover");
  }

  @Test
  void a_member_of_nothing_but_a_name_and_a_store_never_seen() {
    StoreView view =
        Nodes.withMembers(Nodes.cluster(), members -> Map.of("ghost", Member.unknown("ghost")));
    Nodes.Node node = Nodes.leader().with(leader -> leader.store = Optional.of(view));
    assertThat(body(node.snapshot(), Map.of()))
        .startsWith(
            "{\"members\":[{\"name\":\"ghost\",\"role\":\"replica\",\"state\":\"\",\"api_url\":\"\","
                + "\"receive_lsn\":\"unknown\"");
    node.store = Optional.empty();
    assertThat(body(node.snapshot(), Map.of())).isEqualTo("{\"members\":[],\"scope\":\"demo\"}");
  }
}
