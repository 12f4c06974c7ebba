package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.OperationKind;
import dev.ordeal.evidence.Sensor;
import org.junit.jupiter.api.Test;

class LeadersAtOnceTest {
  private static final Check ONE = new LeadersAtOnce(1);

  @Test
  void a_clean_failover_passes() {
    Runs.passes(ONE, Runs.failover());
  }

  @Test
  void two_writers_are_found_and_named() {
    var run = Runs.failover().commits("node3", 18_005, 18_100, CommitResult.COMMITTED, 3);
    Runs.fails(ONE, run, "node2 and node3 committed writes at the same time");
    assertThat(Runs.witnessNodes(ONE, run)).containsExactly("node2", "node3");
  }

  @Test
  void a_single_write_in_the_midst_of_anothers_is_enough() {
    var run =
        Runs.failover()
            .operation(
                17_003,
                3,
                "node1",
                OperationKind.APPEND,
                ClientOutcome.OK,
                "w9",
                1,
                "node1",
                1,
                "s9");
    Runs.fails(ONE, run, "node1 and node2");
  }

  @Test
  void two_are_allowed_where_two_are_promised() {
    Runs.passes(
        new LeadersAtOnce(2),
        Runs.failover().commits("node3", 18_005, 18_100, CommitResult.COMMITTED, 3));
  }

  @Test
  void a_key_that_was_never_free_between_two_holders_convicts() {
    Runs.fails(ONE, Runs.failover().leader(19_000, "node3"), "from node2 to node3 at 19.000 s");
  }

  @Test
  void two_nodes_on_one_timeline_convict() {
    Runs.fails(
        ONE,
        Runs.failover().commits("node3", 20_100, 20_200, CommitResult.COMMITTED, 2),
        "node2 and node3 wrote on the same timeline 2");
  }

  @Test
  void a_dead_probe_is_not_innocence() {
    Runs.cannotSay(
        ONE,
        Runs.withoutProbesOf("node3").sensor(0, Sensor.LEADER_KEY, "store", 0),
        "commit sensor said nothing of node3");
  }

  @Test
  void without_the_watch_the_key_is_not_known() {
    Runs.cannotSay(ONE, Runs.withoutWatch(), "not watched");
    Runs.cannotSay(
        ONE,
        Runs.failover().sensorStopped(14_000, Sensor.LEADER_KEY, "store"),
        "not watched from 14.000 s");
  }

  @Test
  void where_nobody_was_seen_to_commit_nothing_was_seen() {
    Runs.cannotSay(
        ONE,
        new EvidenceBuilder()
            .sensor(0, Sensor.LEADER_KEY, "store", 0)
            .leader(1, "node1")
            .commits("node1", 0, 5_000, CommitResult.REFUSED, 1)
            .commits("node2", 0, 5_000, CommitResult.READ_ONLY, 1)
            .commits("node3", 0, 5_000, CommitResult.READ_ONLY, 1)
            .ended(5_000),
        "Nobody was seen to commit");
  }
}
