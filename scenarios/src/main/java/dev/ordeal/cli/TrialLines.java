package dev.ordeal.cli;

import dev.ordeal.checks.Figure;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.engine.Judgement;
import dev.ordeal.trials.Played;
import dev.ordeal.trials.TrialSet;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A line for every trial: what is played, and as soon as it has ended, what became of it. */
final class TrialLines {
  private static final String MAIN_PROMISE = "writes-out";

  private final PrintWriter out;
  private final int all;
  private int begun;

  TrialLines(PrintWriter out, int all) {
    this.out = out;
    this.all = all;
  }

  void begins(TrialSet set, long seed) {
    begun++;
    int width = Integer.toString(all).length();
    out.printf(
        Locale.ROOT,
        "%" + width + "d/%d  %s under %s, seed %d: ",
        begun,
        all,
        set.name(),
        set.player(),
        seed);
    out.flush();
  }

  void ended(Played played) {
    out.println(
        played.judgement().map(TrialLines::words).orElse("not played: " + played.failure()));
    out.flush();
  }

  private static String words(Judgement judgement) {
    String outcome =
        switch (judgement.outcome()) {
          case PASS -> "held";
          case INCONCLUSIVE -> "inconclusive: " + those(judgement, Outcome.INCONCLUSIVE);
          case FAIL -> "broken: " + those(judgement, Outcome.FAIL);
        };
    return judgement.verdicts().stream()
        .filter(verdict -> verdict.promise().equals(MAIN_PROMISE))
        .flatMap(verdict -> verdict.figures().stream())
        .findFirst()
        .map(figure -> outcome + ", " + words(figure))
        .orElse(outcome);
  }

  private static String words(Figure figure) {
    return String.format(Locale.ROOT, "%s %.3f %s", figure.name(), figure.value(), figure.unit());
  }

  /** The promises that came out so, in their order. */
  static String those(Judgement judgement, Outcome outcome) {
    List<Verdict> found =
        judgement.verdicts().stream().filter(verdict -> verdict.outcome() == outcome).toList();
    return found.stream().map(Verdict::promise).collect(Collectors.joining(", "));
  }
}
