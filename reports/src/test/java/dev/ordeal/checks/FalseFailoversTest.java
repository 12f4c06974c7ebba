package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.Sensor;
import org.junit.jupiter.api.Test;

class FalseFailoversTest {
  private static final Check NONE = new FalseFailovers(0);

  private static EvidenceBuilder changing() {
    return new EvidenceBuilder()
        .sensor(0, Sensor.LEADER_KEY, "store", 0)
        .leader(1, "node1")
        .leader(12_000, "")
        .leader(12_500, "node2")
        .ended(20_000);
  }

  @Test
  void a_failover_after_a_fault_on_the_leader_passes() {
    Runs.passes(NONE, Runs.failover());
  }

  @Test
  void a_change_that_nothing_called_for_convicts() {
    Runs.fails(NONE, changing(), "from node1 to node2");
    assertThat(Runs.witnessNodes(NONE, changing())).containsExactly("node1", "node2");
    Runs.passes(new FalseFailovers(1), changing());
  }

  @Test
  void a_fault_on_a_replica_calls_for_no_failover() {
    Runs.fails(NONE, changing().fault(10_000, 11_000, 1, "kill", "node3/agent"), "node1 to node2");
    Runs.fails(NONE, changing().fault(10_000, 11_000, 1, "restart", "node3"), "node1 to node2");
    Runs.passes(NONE, changing().fault(10_000, 11_000, 1, "restart", "node1"));
  }

  @Test
  void links_of_the_leader_the_store_and_operations_call_for_one() {
    Runs.passes(NONE, changing().fault(10_000, 11_000, 1, "cut", "link node1->etcd2:2379"));
    Runs.passes(NONE, changing().fault(10_000, 11_000, 1, "pause", "etcd2", "etcd3"));
    Runs.passes(NONE, changing().fault(10_000, 11_000, 1, "switchover"));
  }

  @Test
  void a_minority_of_the_store_calls_for_none() {
    Runs.fails(NONE, changing().fault(10_000, 11_000, 1, "pause", "etcd2"), "node1 to node2");
    Runs.fails(NONE, changing().fault(10_000, 11_000, 1, "restart", "etcd2"), "node1 to node2");
    Runs.passes(
        NONE,
        changing()
            .fault(9_000, 11_000, 1, "restart", "etcd1")
            .fault(10_000, 11_000, 2, "pause", "etcd2"));
  }

  @Test
  void without_the_watch_nobody_can_say() {
    Runs.cannotSay(NONE, Runs.withoutWatch(), "not watched");
  }
}
