package dev.ordeal.junit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.analysis.Run;
import dev.ordeal.checks.Check;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.checks.Witness;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.EvidenceBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceAssertTest {
  private static final Evidence EVIDENCE = new EvidenceBuilder().build();

  @Test
  void a_broken_promise_is_broken_and_names_its_witnesses() {
    EvidenceAssert.assertThat(EVIDENCE).promise(says(Outcome.FAIL)).wasBroken().naming("node1");
  }

  @Test
  void a_broken_promise_does_not_hold_and_the_message_says_why() {
    assertThatThrownBy(() -> EvidenceAssert.assertThat(EVIDENCE).promise(says(Outcome.FAIL)).held())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("because of node1");
  }

  @Test
  void inconclusive_is_not_held() {
    assertThatThrownBy(
            () -> EvidenceAssert.assertThat(EVIDENCE).promise(says(Outcome.INCONCLUSIVE)).held())
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void a_node_that_no_witness_names_is_missed() {
    assertThatThrownBy(
            () -> EvidenceAssert.assertThat(EVIDENCE).promise(says(Outcome.FAIL)).naming("node2"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("node2");
  }

  private static Check says(Outcome outcome) {
    return new Check() {
      @Override
      public String promise() {
        return "leaders-at-once";
      }

      @Override
      public String bound() {
        return "at most 1";
      }

      @Override
      public Verdict judge(Run run) {
        return new Verdict(
            promise(),
            bound(),
            outcome,
            "because of node1",
            List.of(new Witness("it wrote", List.of("node1"), 0, 1)),
            List.of());
      }
    };
  }
}
