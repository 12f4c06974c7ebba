package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.OperationKind;
import dev.ordeal.evidence.Sensor;
import org.junit.jupiter.api.Test;

class WritesMisroutedTest {
  private static final Check NONE = new WritesMisrouted(0);

  @Test
  void writes_to_the_holder_of_the_key_pass() {
    Runs.passes(NONE, Runs.failover());
  }

  @Test
  void a_write_served_by_another_node_convicts_it() {
    var run = Runs.failover().appends("node3", 17_000, 17_050, 10, 2);
    Runs.fails(NONE, run, "node3 served 5 writes");
    assertThat(Runs.witnessNodes(NONE, run)).containsExactly("node3");
    Runs.passes(new WritesMisrouted(5), run);
  }

  @Test
  void the_watch_may_tell_late_of_a_key_that_was_free() {
    Runs.cannotSay(
        NONE, Runs.failover().appends("node2", 12_200, 12_250, 10, 2), "5 writes were served");
    Runs.fails(NONE, Runs.failover().appends("node3", 12_200, 12_250, 10, 2), "node3 served 5");
    Runs.fails(NONE, Runs.failover().appends("node2", 11_000, 11_050, 10, 2), "node2 served 5");
  }

  @Test
  void without_the_watch_nobody_can_say() {
    Runs.cannotSay(NONE, Runs.withoutWatch(), "not watched");
  }

  @Test
  void a_write_without_a_server_cannot_acquit() {
    Runs.cannotSay(
        NONE,
        Runs.failover()
            .operation(
                17_000, 2, "primary", OperationKind.APPEND, ClientOutcome.OK, "w1", 1, "", 0, "s"),
        "1 acknowledged writes do not name");
  }

  @Test
  void too_few_writes_prove_nothing() {
    Runs.cannotSay(
        NONE,
        new EvidenceBuilder()
            .sensor(0, Sensor.LEADER_KEY, "store", 0)
            .leader(0, "node1")
            .appends("node1", 10, 100, 10, 1)
            .ended(200),
        "too few");
  }
}
