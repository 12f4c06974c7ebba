package dev.ordeal.cli;

import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.explore.Exploration;
import dev.ordeal.trials.Soak;
import dev.ordeal.trials.SoakRound;
import dev.ordeal.world.RealWorld;
import dev.ordeal.yaml.Quantity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays drawn schedules one after the other in one environment that is never made anew. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Plays drawn fault schedules in containers, one after the other in one environment that is"
          + " never made anew.",
      "After each everything must be healed and stream again; at the end it says whether agents"
          + " have grown. Ends with the first broken promise."
    })
final class Soaking implements Callable<Integer> {
  @Option(
      names = "--environment",
      paramLabel = "ENVIRONMENT",
      description = "One that Ordeal ships (default: ${DEFAULT-VALUE}).")
  private String environment = "three-nodes";

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description =
          "How long, as 10m (default: ${DEFAULT-VALUE}); a round that has begun is played to its"
              + " end.")
  private String time = "2h";

  @Option(names = "--rounds", paramLabel = "N", description = "How many rounds at most.")
  private int rounds = Integer.MAX_VALUE;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the first round; each further one has the next. Drawn without it.")
  private @Nullable Long seed;

  @Option(
      names = "--runs",
      paramLabel = "FOLDER",
      description = "Where the folder with all rounds is made (default: ${DEFAULT-VALUE}).")
  private Path runs = Path.of("runs");

  @Option(names = "--keep-going", description = "Goes on after a broken promise.")
  private boolean keepGoing;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    List<String> wrong = new ArrayList<>();
    List<String> known = EnvironmentLibrary.shippedNames();
    if (!known.contains(environment)) {
      wrong.add(
          "--environment: there is no environment `%s`; one of %s"
              .formatted(environment, String.join(", ", known)));
    }
    Optional<Duration> limit = Quantity.duration(time);
    if (limit.isEmpty()) {
      wrong.add("--time: `" + time + "` is no time; as 90s or 10m");
    }
    if (rounds < 1) {
      wrong.add("--rounds: at least 1");
    }
    if (!wrong.isEmpty()) {
      wrong.forEach(spec.commandLine().getErr()::println);
      return ExitCode.BAD_INPUT.number();
    }
    long first = seed == null ? Seeds.drawn() : seed;
    Path folder = runs.resolve(FolderName.of(RealWorld.of(first).wallClock(), "soak-" + first));
    PrintWriter out = spec.commandLine().getOut();
    out.println("rounds in " + environment + ", seeds from " + first + " on, folder: " + folder);
    out.flush();
    var printer = new SoakPrinter(out);
    var soak =
        new Soak(
            new Soak.Settings(
                each -> Exploration.drawn(List.of(environment), each),
                first,
                limit.orElseThrow(),
                rounds,
                keepGoing,
                folder));
    try (var _ = Interrupts.heeded(soak::interrupt, soak::close);
        soak) {
      List<SoakRound> rounds = soak.play(printer::line);
      return printer.print(rounds).number();
    }
  }
}
