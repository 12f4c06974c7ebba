package dev.ordeal.cli;

import dev.ordeal.explore.Exploration;
import dev.ordeal.explore.Ledger;
import dev.ordeal.trials.Simulation;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a person sees of an exploration: a line now and then, and what came of it. */
final class ExplorationPrinter {
  private static final int RARE = 5;

  private final PrintWriter out;

  ExplorationPrinter(PrintWriter out) {
    this.out = out;
  }

  void line(Exploration.Progress progress) {
    out.printf(
        Locale.ROOT,
        "%8d schedules, %d plays, %5.1f a second, %d states, %d rules, %d found%n",
        progress.runs(),
        progress.plays(),
        progress.seconds() > 0 ? progress.plays() / progress.seconds() : 0,
        progress.states(),
        progress.rules(),
        progress.found());
    out.flush();
  }

  /** The end of it: 1 where a promise was broken. */
  ExitCode print(Ledger ledger) {
    out.println();
    out.printf(
        Locale.ROOT,
        "%d schedules, %d plays with those struck into, in %.0f s, seeds %d to %d; %d distinct"
            + " states of the cluster; %d played twice with the same evidence; %d in which some"
            + " promise could not be judged.%n",
        ledger.runs(),
        ledger.plays(),
        ledger.seconds(),
        ledger.first(),
        ledger.next() - 1,
        ledger.states().size(),
        ledger.repeated(),
        ledger.unsaid());
    rules(ledger);
    for (Ledger.Found found : ledger.found()) {
      out.println();
      out.printf("%s broken, in %d steps: %s%n", found.promise(), found.steps(), found.words());
      out.println("File: " + found.file());
      out.println("Again: " + found.command());
    }
    if (ledger.found().isEmpty()) {
      out.println("No promise was broken.");
    }
    out.flush();
    return ledger.found().isEmpty() ? ExitCode.HELD : ExitCode.BROKEN;
  }

  private void rules(Ledger ledger) {
    List<String> rare =
        ledger.rules().entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
            .limit(RARE)
            .map(entry -> entry.getKey() + " in " + entry.getValue())
            .toList();
    out.println("Rules that decided least often: " + String.join(", ", rare) + " runs.");
    List<String> never =
        Simulation.rules().stream().filter(name -> !ledger.rules().containsKey(name)).toList();
    out.println("Rules that never did: " + (never.isEmpty() ? "none" : String.join(", ", never)));
  }
}
