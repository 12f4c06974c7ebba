package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom a leader asks to agree while the store is away. */
final class FailsafeListTest {
  private static final String ELSEWHERE = "http://node9:8008/patroni";

  private static StoreView listing(Map<String, String> addresses) {
    return Seen.leader().failsafeList(addresses).now().store();
  }

  @Test
  void everybody_on_the_list_is_asked_though_its_key_is_gone() {
    StoreView store = listing(Map.of("node1", ELSEWHERE, "node9", ELSEWHERE));
    assertThat(FailsafeList.toAsk(store, "node1")).containsEntry("node9", ELSEWHERE);
  }

  /** This leader has just put them there, and the store was gone before it could read that. */
  @Test
  void members_are_asked_though_the_list_that_was_read_knows_this_node_alone() {
    StoreView store = listing(Map.of("node1", ELSEWHERE));
    assertThat(FailsafeList.of(store)).containsKeys("node1", "node2", "node3");
    assertThat(FailsafeList.toAsk(store, "node1")).containsOnlyKeys("node2", "node3");
  }

  @Test
  void who_leads_alone_has_nobody_to_ask() {
    StoreView store = Seen.leader().without("node2").without("node3").now().store();
    assertThat(FailsafeList.toAsk(store, "node1")).isEmpty();
  }
}
