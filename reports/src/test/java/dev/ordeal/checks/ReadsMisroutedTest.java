package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.Sensor;
import org.junit.jupiter.api.Test;

class ReadsMisroutedTest {
  private static final Check NONE = new ReadsMisrouted(0);

  private static EvidenceBuilder run() {
    return new EvidenceBuilder()
        .sensor(0, Sensor.LEADER_KEY, "store", 0)
        .leader(0, "node1")
        .reads("node2", 1_000, 3_000, 10)
        .replicaStatus("node1", 0, 4_000, 503)
        .ended(4_000);
  }

  @Test
  void reads_by_a_healthy_replica_pass() {
    Runs.passes(NONE, run().replicaStatus("node2", 0, 4_000, 200));
  }

  @Test
  void reads_by_a_replica_whose_agent_says_no_convict() {
    var run = run().replicaStatus("node2", 0, 2_000, 200).replicaStatus("node2", 2_000, 4_000, 503);
    Runs.fails(NONE, run, "node2 served", "no healthy replica");
    assertThat(Runs.witnessNodes(NONE, run)).containsExactly("node2");
  }

  @Test
  void a_read_by_the_leader_convicts() {
    Runs.fails(
        NONE,
        run().replicaStatus("node2", 0, 4_000, 200).reads("node1", 2_000, 2_010, 10),
        "node1 served 1 reads");
  }

  @Test
  void an_agent_that_was_not_asked_cannot_acquit() {
    Runs.cannotSay(NONE, run(), "agent sensor said nothing of node2");
  }

  @Test
  void without_the_watch_nobody_knows_who_led() {
    var run =
        new EvidenceBuilder()
            .leader(0, "node1")
            .reads("node2", 1_000, 3_000, 10)
            .replicaStatus("node2", 0, 4_000, 200)
            .ended(4_000);
    Runs.cannotSay(NONE, run, "not watched");
  }

  @Test
  void a_read_by_an_unknown_node_may_have_been_misrouted() {
    Runs.cannotSay(
        NONE,
        run().replicaStatus("node2", 0, 4_000, 200).reads("", 2_000, 2_010, 10),
        "1 answered reads do not name the node");
  }

  @Test
  void too_few_reads_prove_nothing() {
    var run =
        new EvidenceBuilder()
            .sensor(0, Sensor.LEADER_KEY, "store", 0)
            .leader(0, "node1")
            .reads("node2", 1_000, 1_990, 10)
            .replicaStatus("node2", 0, 4_000, 200)
            .ended(4_000);
    Runs.cannotSay(NONE, run, "Only 99 reads");
    Runs.passes(NONE, run.reads("node2", 1_990, 2_000, 10));
  }
}
