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

  @Test
  void a_search_without_time_cannot_say() {
    Runs.cannotSay(new RegistersLinearizable(Duration.ofNanos(1)), run(), "did not end");
  }

  @Test
  void too_few_operations_prove_nothing() {
    Runs.cannotSay(CHECK, new EvidenceBuilder().ended(1), "too few");
  }
}
