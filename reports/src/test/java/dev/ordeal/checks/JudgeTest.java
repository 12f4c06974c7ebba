package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.analysis.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private record Throwing() implements Check {
    @Override
    public String promise() {
      return "throwing";
    }

    @Override
    public String bound() {
      return "never";
    }

    @Override
    public Verdict judge(Run run) {
      throw new IllegalStateException("oops");
    }
  }

  private static Verdict verdict(Outcome outcome) {
    return new Verdict("p", "b", outcome, "", List.of(), List.of());
  }

  @Test
  void a_check_that_throws_is_inconclusive() {
    Verdict verdict = Judge.judge(new Throwing(), Runs.failover().build());
    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.words()).contains("oops");
  }

  @Test
  void the_worst_outcome_wins_and_nothing_judged_is_no_pass() {
    assertThat(
            Judge.overall(
                List.of(
                    verdict(Outcome.PASS), verdict(Outcome.INCONCLUSIVE), verdict(Outcome.FAIL))))
        .isEqualTo(Outcome.FAIL);
    assertThat(Judge.overall(List.of(verdict(Outcome.PASS), verdict(Outcome.INCONCLUSIVE))))
        .isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(Judge.overall(List.of(verdict(Outcome.PASS)))).isEqualTo(Outcome.PASS);
    assertThat(Judge.overall(List.of())).isEqualTo(Outcome.INCONCLUSIVE);
  }
}
