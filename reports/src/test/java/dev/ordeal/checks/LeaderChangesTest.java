package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.Sensor;
import org.junit.jupiter.api.Test;

class LeaderChangesTest {
  private static final Check NONE = new LeaderChanges(0);

  private static EvidenceBuilder begun() {
    return new EvidenceBuilder().sensor(0, Sensor.LEADER_KEY, "store", 0).leader(1, "node1");
  }

  private static EvidenceBuilder changing() {
    return begun().leader(12_000, "").leader(12_500, "node2").ended(20_000);
  }

  @Test
  void a_leader_that_stays_passes() {
    Runs.passes(NONE, begun().ended(20_000));
  }

  @Test
  void a_key_that_comes_back_to_its_holder_is_no_change() {
    Runs.passes(NONE, begun().leader(12_000, "").leader(12_500, "node1").ended(20_000));
  }

  @Test
  void a_change_convicts_though_a_fault_called_for_it() {
    Runs.fails(NONE, Runs.failover(), "The leader key passed from");
    Runs.fails(NONE, changing(), "from node1 to node2");
    assertThat(Runs.witnessNodes(NONE, changing())).containsExactly("node1", "node2");
    Runs.passes(new LeaderChanges(1), changing());
  }

  @Test
  void without_the_watch_nobody_can_say() {
    Runs.cannotSay(new LeaderChanges(1), Runs.withoutWatch(), "not watched");
  }
}
