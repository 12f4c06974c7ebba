package dev.ordeal.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.checks.Figure;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class FigureSummaryTest {
  @Test
  void median_and_range_are_taken_over_the_trials_that_found_the_figure() {
    var summaries =
        FigureSummary.of(
            List.of(
                List.of(writesOut(new Figure("outage", 4.0, "s"))),
                List.of(writesOut()),
                List.of(writesOut(new Figure("outage", 1.0, "s"))),
                List.of(writesOut(new Figure("outage", 2.0, "s")))));
    assertThat(summaries)
        .containsExactly(new FigureSummary("writes-out", "outage", "s", 3, 1.0, 2.0, 4.0));
  }

  @Test
  void figures_of_one_name_in_two_units_are_kept_apart() {
    var summaries =
        FigureSummary.of(
            List.of(
                List.of(
                    writesOut(new Figure("outage", 4.0, "s"), new Figure("outage", 9.0, "1")))));
    assertThat(summaries).extracting(FigureSummary::unit).containsExactly("s", "1");
  }

  private static Verdict writesOut(Figure... figures) {
    return new Verdict("writes-out", "at most 5 s", Outcome.PASS, "", List.of(), List.of(figures));
  }
}
