package dev.ordeal.cli;

import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.trials.AgentGrowth;
import dev.ordeal.trials.SoakRound;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What a person sees of a soak: a line for every round, and what came of all. */
final class SoakPrinter {
  private static final double MEBIBYTE = 1 << 20;

  private final PrintWriter out;

  SoakPrinter(PrintWriter out) {
    this.out = out;
  }

  void line(SoakRound round) {
    double memory =
        round.agents().stream().mapToLong(use -> use.use().memoryBytes()).max().orElse(0)
            / MEBIBYTE;
    out.printf(
        Locale.ROOT,
        "round %d, seed %d, %.0f s: %s; an agent holds at most %.0f MiB%n",
        round.number(),
        round.seed(),
        round.lasted().toMillis() / 1e3,
        outcome(round),
        memory);
    out.flush();
  }

  private static String outcome(SoakRound round) {
    Outcome outcome = round.judgement().outcome();
    return outcome == Outcome.PASS
        ? "held"
        : (outcome == Outcome.FAIL ? "broken: " : "nothing broken, not judged: ")
            + TrialLines.those(round.judgement(), outcome);
  }

  /** The end of it: 1 where a promise was broken or agents have grown. */
  ExitCode print(List<SoakRound> rounds) {
    List<SoakRound> broken =
        rounds.stream().filter(round -> round.judgement().outcome() == Outcome.FAIL).toList();
    out.println();
    out.printf(
        Locale.ROOT,
        "%d rounds in %.0f minutes, %d of them broke a promise.%n",
        rounds.size(),
        rounds.stream().mapToLong(round -> round.lasted().toMillis()).sum() / 60e3,
        broken.size());
    for (SoakRound round : broken) {
      round.judgement().verdicts().stream()
          .filter(verdict -> verdict.outcome() == Outcome.FAIL)
          .map(Verdict::words)
          .forEach(out::println);
      out.println("Evidence: " + round.run());
      out.printf("Again, by itself: ./ordeal run %s --seed %d%n", round.file(), round.seed());
    }
    List<AgentGrowth> growth = AgentGrowth.of(rounds.stream().map(SoakRound::agents).toList());
    growth.forEach(this::print);
    if (growth.isEmpty()) {
      out.printf(
          "Whether agents grow shows after %d rounds at the earliest.%n", AgentGrowth.LEAST_ROUNDS);
    }
    out.flush();
    boolean held = broken.isEmpty() && growth.stream().noneMatch(AgentGrowth::isLeak);
    return rounds.isEmpty() ? ExitCode.INCONCLUSIVE : held ? ExitCode.HELD : ExitCode.BROKEN;
  }

  private void print(AgentGrowth growth) {
    out.printf(
        Locale.ROOT,
        "%s of an agent: %.0f%s in the second third, %.0f%s in the last, %.0f%s at most: %s%n",
        growth.what(),
        growth.second(),
        growth.unit(),
        growth.last(),
        growth.unit(),
        growth.most(),
        growth.unit(),
        growth.isLeak() ? "GROWS" : "does not grow");
  }
}
