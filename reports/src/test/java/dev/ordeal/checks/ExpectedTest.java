package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExpectedTest {
  private static final Expected EXPECTED =
      new Expected(
          List.of("writes-out"),
          List.of("false-failovers", "writes-misrouted"),
          List.of("story", "writes-misrouted"),
          "so it is");

  @Test
  void only_what_is_not_expected_surprises() {
    assertThat(surprising("writes-out")).containsExactly(Outcome.PASS, Outcome.INCONCLUSIVE);
    assertThat(surprising("false-failovers")).containsExactly(Outcome.INCONCLUSIVE);
    assertThat(surprising("writes-misrouted")).isEmpty();
    assertThat(surprising("story")).containsExactly(Outcome.PASS, Outcome.FAIL);
    assertThat(surprising("leaders-at-once")).containsExactly(Outcome.INCONCLUSIVE, Outcome.FAIL);
  }

  private static List<Outcome> surprising(String promise) {
    return Stream.of(Outcome.values())
        .filter(outcome ->
            EXPECTED.isSurprise(new Verdict(promise, "", outcome, "", List.of(), List.of())))
        .toList();
  }
}
