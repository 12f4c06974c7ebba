package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.OperationKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegistersLinearizableTest {
  private static final Check CHECK = new RegistersLinearizable(Duration.ofSeconds(10));

  private static EvidenceBuilder run() {
    var run = new EvidenceBuilder();
    for (int i = 1; i <= 30; i++) {
      run.operation(
          i * 10,
          4,
          "primary",
          OperationKind.REGISTER_WRITE,
          ClientOutcome.OK,
          "r1",
          i,
          "node1",
          1,
          "s1");
      run.operation(
          i * 10 + 5,
          4,
          "primary",
          OperationKind.REGISTER_READ,
          ClientOutcome.OK,
          "r1",
          i,
          "node1",
          1,
          "s2");
    }
    return run.ended(1_000);
  }

  @Test
  void reads_of_the_latest_write_pass() {
    Runs.passes(CHECK, run());
  }

  @Test
  void a_stale_read_convicts_its_node() {
    var run =
        run()
            .operation(
                400,
                5,
                "primary",
                OperationKind.REGISTER_READ,
                ClientOutcome.OK,
                "r1",
                12,
                "node2",
                1,
                "s2");
    Runs.fails(CHECK, run, "register read of 12", "on node2", "from 0.400 s to 0.405 s");
    assertThat(Runs.witnessNodes(CHECK, run)).containsExactly("node2");
  }

  private static EvidenceBuilder operation(
      EvidenceBuilder run, int at, OperationKind kind, ClientOutcome outcome, int value) {
    return run.operation(at, 5, "primary", kind, outcome, "r1", value, "node2", 1, "s3");
  }

  @Test
  void a_write_without_acknowledgement_that_is_seen_and_gone_is_judged_unless_it_is_ignored() {
    var run = operation(run(), 400, OperationKind.REGISTER_WRITE, ClientOutcome.INDEFINITE, 77);
    operation(run, 410, OperationKind.REGISTER_READ, ClientOutcome.OK, 77);
    operation(run, 420, OperationKind.REGISTER_READ, ClientOutcome.OK, 30);
    Runs.fails(CHECK, run, "register read of 30");
    Runs.passes(
        new RegistersLinearizable(
            Duration.ofSeconds(10), RegistersLinearizable.UnacknowledgedReads.IGNORED),
        run);
  }

  @Test
  void an_acknowledged_write_that_is_gone_is_judged_whatever_is_ignored() {
    var run = operation(run(), 400, OperationKind.REGISTER_WRITE, ClientOutcome.OK, 77);
    operation(run, 410, OperationKind.REGISTER_READ, ClientOutcome.OK, 30);
    Runs.fails(
        new RegistersLinearizable(
            Duration.ofSeconds(10), RegistersLinearizable.UnacknowledgedReads.IGNORED),
        run,
        "register read of 30");
  }

  @Test
  void a_search_without_time_cannot_say() {
    Runs.cannotSay(new RegistersLinearizable(Duration.ofNanos(1)), run(), "did not end");
  }

  @Test
  void too_few_operations_prove_nothing() {
    Runs.cannotSay(CHECK, new EvidenceBuilder().ended(1), "too few");
  }
}
