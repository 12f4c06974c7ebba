package dev.ordeal.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.checks.Expected;
import dev.ordeal.checks.Figure;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.engine.Judgement;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetSummaryTest {
  private static final Path FILE =
      Path.of(System.getProperty("ordeal.home"), "scenarios/library/server-crashes.yaml");
  private static final TrialSet SET =
      TrialSet.of(FILE, ScenarioReader.read(FILE, new Problems()).orElseThrow(), false);

  private static Played played(Outcome outcome, double seconds) {
    var verdict =
        new Verdict(
            "writes-out",
            "at most 5 s",
            outcome,
            "",
            List.of(),
            List.of(new Figure("writes out", seconds, "s")));
    var judgement = new Judgement(List.of(verdict), Expected.HOLDS);
    return new Played(SET, 1, Path.of("run"), Optional.of(judgement), "");
  }

  private static Played unplayed() {
    return new Played(SET, 1, Path.of("run"), Optional.empty(), "no container engine answers");
  }

  @Test
  void every_trial_is_counted_once_by_how_it_came_out() {
    var summary =
        SetSummary.of(
            List.of(
                played(Outcome.PASS, 3),
                played(Outcome.FAIL, 9),
                unplayed(),
                played(Outcome.PASS, 4)));
    assertThat(summary.count(Outcome.PASS)).isEqualTo(2);
    assertThat(summary.count(Outcome.FAIL)).isEqualTo(1);
    assertThat(summary.count(Outcome.INCONCLUSIVE)).isZero();
    assertThat(summary.unplayed()).isEqualTo(1);
  }

  @Test
  void a_broken_promise_gives_its_figure_and_a_blind_one_does_not() {
    var summary =
        SetSummary.of(
            List.of(
                played(Outcome.PASS, 3),
                played(Outcome.FAIL, 9),
                played(Outcome.INCONCLUSIVE, 50)));
    assertThat(summary.figures())
        .containsExactly(new FigureSummary("writes-out", "writes out", "s", 2, 3, 6, 9));
  }

  @Test
  void only_a_trial_that_held_every_promise_held() {
    assertThat(played(Outcome.PASS, 3).held()).isTrue();
    assertThat(played(Outcome.FAIL, 3).held()).isFalse();
    assertThat(played(Outcome.INCONCLUSIVE, 3).held()).isFalse();
    assertThat(unplayed().held()).isFalse();
  }
}
