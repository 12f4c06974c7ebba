package dev.ordeal.cli;

import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.explore.Exploration;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes down what a seed draws, so that it can be played. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Plays in simulation what explore drew by a seed, whole, and keeps it as a scenario file.",
      "A file that explore has written is played by `run FILE --world simulated --seed N`."
    })
final class Replay implements Callable<Integer> {
  @Parameters(paramLabel = "SEED", description = "The seed that drew it.")
  private long seed;

  @Option(
      names = "--environment",
      split = ",",
      paramLabel = "ENVIRONMENT",
      description = "The environments among which explore drew it.")
  private List<String> environments = EnvironmentLibrary.shippedNames();

  @Option(names = "--runs", paramLabel = "FOLDER", description = "Where run folders are made.")
  private Path runs = Path.of("runs");

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    Path file = Exploration.written(environments, seed, runs);
    CommandLine ordeal = spec.commandLine().getParent();
    return ordeal.execute(
        "run",
        file.toString(),
        "--world",
        "simulated",
        "--seed",
        Long.toString(seed),
        "--runs",
        runs.toString());
  }
}
