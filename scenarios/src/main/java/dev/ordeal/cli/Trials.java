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
import picocli.CommandLine.Spec;

/** Plays scenarios many times and shows the spread of what was found. */
@Command(
    name = "trials",
    mixinStandardHelpOptions = true,
    description = {
      "Plays scenarios many times and prints median, least and worst of every time that was found.",
      "The first step of each trial waits a further time, drawn from the whole ttl."
    })
final class Trials implements Callable<Integer> {
  @Mixin private TrialOptions options = new TrialOptions();

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    List<String> wrong = new ArrayList<>();
    List<TrialSet> sets = options.sets(List.of(), wrong);
    if (!wrong.isEmpty()) {
      wrong.forEach(spec.commandLine().getErr()::println);
      return ExitCode.BAD_INPUT.number();
    }
    long first = options.firstSeed();
    PrintWriter out = spec.commandLine().getOut();
    var tour = TrialTour.inTurns(sets, first, options.count(), options.count());
    List<Played> all = tour.play(first, options.folder("trials", first), out);
    new TrialsPrinter(out).print(all);
    return tour.exitCode(all).number();
  }
}
