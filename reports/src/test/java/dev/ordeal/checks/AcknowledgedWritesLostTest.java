package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.OperationKind;
import dev.ordeal.evidence.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgedWritesLostTest {
  private static final Check NONE = new AcknowledgedWritesLost(0, 0);

  private static EvidenceBuilder losing(Range... present) {
    return Runs.withoutRows().rows(19_990, "node2", "w1", present);
  }

  @Test
  void writes_that_are_all_there_pass() {
    Runs.passes(NONE, Runs.failover());
  }

  @Test
  void lost_writes_are_counted_with_their_reach_before_the_fault() {
    var run = losing(new Range(0, 9_949), new Range(13_400, 19_990));
    Runs.fails(
        NONE,
        run,
        "5 acknowledged writes are missing on node2",
        "by node1",
        "48 ms before power-off node1");
    assertThat(Runs.figure(NONE, run, "writes lost")).isEqualTo(5);
    assertThat(Runs.witnessNodes(NONE, run)).containsExactly("node1", "node2");
    Runs.passes(new AcknowledgedWritesLost(1, 10), run);
  }

  @Test
  void a_loss_that_was_promised_must_happen() {
    Runs.fails(new AcknowledgedWritesLost(1, 10), Runs.failover(), "at least 1 were to be lost");
  }

  @Test
  void doubled_and_disordered_rows_convict() {
    Runs.fails(
        NONE,
        Runs.withoutRows()
            .add(
                new Event.FinalRows(
                    19_990_000_000L,
                    "node2",
                    "w1",
                    List.of(new Range(0, 20_000)),
                    List.of(77L),
                    true)),
        "more than once, 77 first");
    Runs.fails(
        NONE,
        Runs.withoutRows()
            .add(
                new Event.FinalRows(
                    19_990_000_000L,
                    "node2",
                    "w1",
                    List.of(new Range(0, 20_000)),
                    List.of(),
                    false)),
        "in the order");
  }

  @Test
  void a_write_that_surely_failed_must_not_be_there() {
    Runs.fails(
        NONE,
        Runs.failover()
            .operation(
                18_001,
                1,
                "primary",
                OperationKind.APPEND,
                ClientOutcome.DEFINITE,
                "w1",
                18_001,
                "",
                0,
                "s"),
        "number 18001 of w1");
  }

  @Test
  void rows_that_were_not_read_cannot_acquit() {
    Runs.cannotSay(NONE, Runs.withoutRows(), "w1 was not read");
  }

  @Test
  void too_few_appends_prove_nothing() {
    Runs.cannotSay(
        NONE,
        new EvidenceBuilder()
            .leader(0, "node1")
            .appends("node1", 10, 100, 10, 1)
            .rows(200, "node1", "w1", new Range(0, 100))
            .ended(300),
        "too few");
  }

  @Test
  void with_nobody_at_the_key_in_the_end_nobody_knows_what_is_left() {
    Runs.cannotSay(NONE, Runs.failover().leader(19_900, ""), "Nobody held the leader key");
  }
}
