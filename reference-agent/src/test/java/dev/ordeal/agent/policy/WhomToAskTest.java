package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.DynamicSettings.StandbyCluster;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WhomToAskTest {
  private static void asks(Seen seen, String... names) {
    assertThat(WhomToAsk.addresses(seen.now()).keySet()).containsExactly(names);
  }

  @Test
  void a_leader_that_is_asked_to_hand_over_asks_who_is_fit() {
    asks(Seen.leader().wish(Optional.of("node1"), Optional.empty()), "node2", "node3");
    asks(Seen.leader());
  }

  /** Else the leader that has just stopped could keep it waiting. */
  @Test
  void a_replica_to_which_the_key_was_handed_over_asks_nobody() {
    asks(Seen.leader().replicaServer().wish(Optional.of("node2"), Optional.of("node1")));
  }

  @Test
  void the_leader_of_a_standby_cluster_is_a_replica_and_asks() {
    var cluster =
        new StandbyCluster(
            Optional.of("far"), Optional.of(5433), Optional.empty(), new TreeMap<>(), List.of());
    Seen leader = Seen.leader().settings(Seen.Settings.following(cluster)).replicaServer();
    asks(leader.wish(Optional.of("node1"), Optional.empty()), "node2", "node3");
  }

  @Test
  void where_nobody_leads_everyone_is_asked() {
    asks(Seen.replica().noLeader(), "node2", "node3");
  }
}
