package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.OperationKind;
import org.junit.jupiter.api.Test;

class ReplicaReadsNeverGoBackTest {
  private static final Check CHECK = new ReplicaReadsNeverGoBack();

  private static EvidenceBuilder run() {
    return new EvidenceBuilder().reads("node2", 0, 1_000, 10).ended(2_000);
  }

  @Test
  void reads_that_only_go_on_pass() {
    Runs.passes(CHECK, run());
  }

  @Test
  void a_read_of_an_older_state_convicts() {
    var run =
        run()
            .operation(
                1_100,
                2,
                "replicas",
                OperationKind.READ_LATEST,
                ClientOutcome.OK,
                "w1",
                500,
                "node3",
                1,
                "r-node2");
    Runs.fails(CHECK, run, "read number 990 of w1", "then 500 on node3");
    assertThat(Runs.witnessNodes(CHECK, run)).containsExactly("node3");
  }

  @Test
  void another_session_may_lag_behind() {
    Runs.passes(
        CHECK,
        run()
            .operation(
                1_100,
                2,
                "replicas",
                OperationKind.READ_LATEST,
                ClientOutcome.OK,
                "w1",
                500,
                "node3",
                1,
                "other"));
  }

  @Test
  void too_few_reads_prove_nothing() {
    Runs.cannotSay(CHECK, new EvidenceBuilder().reads("node2", 0, 50, 10).ended(100), "too few");
  }
}
