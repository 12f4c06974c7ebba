package dev.ordeal.cli;

import dev.ordeal.trials.Played;
import dev.ordeal.trials.TrialSet;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Plays the same scenarios under several agents, in turns, and sets what was found side by side.
 */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Plays scenarios under several agents, a block of trials under each in turn with the same"
          + " seeds, and prints their times side by side, with the ratio of the medians.",
      "Without --agent: reference:minimum,patroni:minimum."
    })
final class Compare implements Callable<Integer> {
  private static final List<String> USUAL = List.of("reference:minimum", "patroni:minimum");

  @Mixin private TrialOptions options = new TrialOptions();

  @Option(
      names = "--block",
      paramLabel = "N",
      description = {
        "Trials that one agent plays before it is another's turn (default: ${DEFAULT-VALUE}):",
        "fewer mean that both meet the same moods of the machine, more that less is started anew."
      })
  private int block = 5;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    List<String> wrong = new ArrayList<>();
    List<TrialSet> sets = options.sets(USUAL, wrong);
    if (block < 1) {
      wrong.add("--block: a block of " + block + " trials is none; at least 1");
    }
    if (!wrong.isEmpty()) {
      wrong.forEach(spec.commandLine().getErr()::println);
      return ExitCode.BAD_INPUT.number();
    }
    long first = options.firstSeed();
    PrintWriter out = spec.commandLine().getOut();
    var tour = TrialTour.inTurns(sets, first, options.count(), block);
    List<Played> all = tour.play(first, options.folder("compare", first), out);
    new ComparisonPrinter(out).print(all);
    return tour.exitCode(all).number();
  }
}
