package dev.ordeal.cli;

import dev.ordeal.checks.Outcome;
import dev.ordeal.trials.SetSummary;
import java.util.ArrayList;
import java.util.List;

/** What several printers of trials say alike. */
final class TrialWords {
  /** The unit of figures that are times. */
  static final String SECONDS = "s";

  private TrialWords() {}

  /** How many trials of a set came out how. */
  static String outcomes(SetSummary summary) {
    List<String> counts = new ArrayList<>();
    count(counts, summary.count(Outcome.PASS), "held every promise");
    count(counts, summary.count(Outcome.FAIL), "broke a promise");
    count(counts, summary.count(Outcome.INCONCLUSIVE), "could not say");
    count(counts, summary.unplayed(), "could not be played");
    return "%s under %s: %s."
        .formatted(summary.set().name(), summary.set().player(), String.join(", ", counts));
  }

  private static void count(List<String> counts, int trials, String words) {
    if (trials > 0) {
      counts.add(trials + " " + words);
    }
  }
}
