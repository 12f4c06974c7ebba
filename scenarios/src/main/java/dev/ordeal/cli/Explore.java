package dev.ordeal.cli;

import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.explore.Exploration;
import dev.ordeal.yaml.Quantity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws schedules in simulation until one breaks a promise. */
@Command(
    name = "explore",
    mixinStandardHelpOptions = true,
    description = {
      "Draws fault schedules and plays them in simulation, on all cores, until one breaks a"
          + " promise; shrinks it and writes it as a scenario file.",
      "A folder that holds an exploration already is gone on with."
    })
final class Explore implements Callable<Integer> {
  private static final Pattern SHARD = Pattern.compile("(\\d{1,4})/(\\d{1,4})");
  private static final int SHRINKING_PLAYS = 400;

  @Option(
      names = "--environment",
      split = ",",
      paramLabel = "ENVIRONMENT",
      description =
          "Among which environments schedules are drawn; all that Ordeal ships without it.")
  private List<String> environments = EnvironmentLibrary.shippedNames();

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How many schedules at most (default: ${DEFAULT-VALUE}).")
  private long runs = 1000;

  @Option(names = "--time", paramLabel = "TIME", description = "How long at most, as 10m.")
  private @Nullable String time;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the first schedule; each further one has the next.")
  private long seed = 1;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Where all is kept (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("runs", "exploration");

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Only every Nth schedule, the Ith of each N; `merge` adds the folders up.")
  private String shard = "1/1";

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many schedules are played at once; as many as processors without it.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(names = "--keep-going", description = "Goes on after a broken promise.")
  private boolean keepGoing;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    List<String> wrong = new ArrayList<>();
    Optional<Exploration.Settings> settings = settings(wrong);
    if (settings.isEmpty() || !wrong.isEmpty()) {
      wrong.forEach(spec.commandLine().getErr()::println);
      return ExitCode.BAD_INPUT.number();
    }
    PrintWriter out = spec.commandLine().getOut();
    var printer = new ExplorationPrinter(out);
    var exploration = new Exploration(settings.get(), Set.of());
    out.println("schedules from seed " + seed + " on, folder: " + folder);
    try (var _ = Interrupts.heeded(exploration::interrupt, () -> {})) {
      return printer.print(exploration.explore(printer::line)).number();
    }
  }

  private Optional<Exploration.Settings> settings(List<String> wrong) {
    List<String> known = EnvironmentLibrary.shipped().names();
    environments.stream()
        .filter(name -> !known.contains(name))
        .forEach(name ->
            wrong.add(
                "--environment: there is no environment `"
                    + name
                    + "`; one of "
                    + String.join(", ", known)));
    Optional<Duration> limit = Optional.ofNullable(time).flatMap(Quantity::duration);
    if (time != null && limit.isEmpty()) {
      wrong.add("--time: `" + time + "` is no time; as 90s or 10m");
    }
    if (runs < 1 || jobs < 1) {
      wrong.add("--runs, --jobs: at least 1");
    }
    Matcher part = SHARD.matcher(shard);
    if (!part.matches()
        || Integer.parseInt(part.group(1)) < 1
        || Integer.parseInt(part.group(1)) > Integer.parseInt(part.group(2))) {
      wrong.add("--shard: `" + shard + "` is no shard; as 1/4, 2/4, 3/4 and 4/4");
      return Optional.empty();
    }
    return Optional.of(
        new Exploration.Settings(
            environments,
            seed,
            limit.isPresent() && !spec.commandLine().getParseResult().hasMatchedOption("--runs")
                ? Long.MAX_VALUE
                : runs,
            limit,
            Integer.parseInt(part.group(1)),
            Integer.parseInt(part.group(2)),
            jobs,
            keepGoing,
            SHRINKING_PLAYS,
            folder));
  }
}
