package dev.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.checks.Expected;
import dev.ordeal.checks.Figure;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.engine.Judgement;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.trials.AgentChoice;
import dev.ordeal.trials.Played;
import dev.ordeal.trials.TrialSet;
import dev.ordeal.yaml.Problems;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialTourTest {
  private static final Path FILE =
      Path.of(System.getProperty("ordeal.home"), "scenarios/library/server-crashes.yaml");

  private final TrialSet ours = set("reference:minimum");
  private final TrialSet theirs = set("patroni:minimum");

  private static TrialSet set(String agent) {
    var problems = new Problems();
    return ScenarioReader.read(FILE, problems)
        .flatMap(read -> AgentChoice.under(Optional.of(agent), read, problems))
        .map(scenario -> TrialSet.of(FILE, scenario, false))
        .orElseThrow(() -> new AssertionError(problems.toString()));
  }

  @Test
  void agents_take_turns_and_meet_the_same_seeds() {
    assertThat(TrialTour.inTurns(List.of(ours, theirs), 10, 3, 2).stops())
        .containsExactly(
            new TrialTour.Stop(ours, 10),
            new TrialTour.Stop(ours, 11),
            new TrialTour.Stop(theirs, 10),
            new TrialTour.Stop(theirs, 11),
            new TrialTour.Stop(ours, 12),
            new TrialTour.Stop(theirs, 12));
  }

  @Test
  void a_comparison_prints_times_side_by_side_with_their_ratio() {
    var text = new StringWriter();
    new ComparisonPrinter(new PrintWriter(text, true))
        .print(
            List.of(
                played(ours, 1, 0.2),
                played(ours, 2, 0.4),
                played(ours, 3, 0.5),
                played(theirs, 1, 2),
                played(theirs, 2, 3),
                played(theirs, 3, 9)));
    assertThat(text.toString())
        .contains("0.200 / 0.400 / 0.500 s (3)")
        .contains("2.000 / 3.000 / 9.000 s (3)")
        .contains("| server-crashes | writes out |")
        .contains("|   7.5 |")
        .contains("server-crashes under patroni:20/1/3: 3 held every promise.");
  }

  @Test
  void a_tour_that_was_not_played_to_its_end_could_not_run() {
    var tour = TrialTour.inTurns(List.of(ours), 1, 2, 1);
    assertThat(tour.exitCode(List.of(played(ours, 1, 1)))).isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(tour.exitCode(List.of(played(ours, 1, 1), played(ours, 2, 1))))
        .isEqualTo(ExitCode.HELD);
  }

  private static Played played(TrialSet set, long seed, double seconds) {
    var verdict =
        new Verdict(
            "writes-out",
            "at most 15 s",
            Outcome.PASS,
            "",
            List.of(),
            List.of(new Figure("writes out", seconds, "s")));
    return new Played(
        set,
        seed,
        Path.of("runs"),
        Optional.of(new Judgement(List.of(verdict), Expected.HOLDS)),
        "");
  }
}
