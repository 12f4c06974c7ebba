package dev.ordeal.cli;

import dev.ordeal.checks.Outcome;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.trials.Played;
import dev.ordeal.trials.Timing;
import dev.ordeal.trials.TrialSeries;
import dev.ordeal.trials.TrialSet;
import dev.ordeal.yaml.Problem;
import dev.ordeal.yaml.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
  private static final DateTimeFormatter FOLDER_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
  private static final int LARGEST_DRAWN_SEED = 1_000_000;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files.")
  private List<Path> files = List.of();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Trials of each scenario under each timing (default: ${DEFAULT-VALUE}).")
  private int count = 10;

  @Option(
      names = "--timing",
      split = ",",
      paramLabel = "TIMING",
      description = {
        "The agent's times: default (30/10/10), minimum (20/1/3), or ttl/loop_wait/retry_timeout in"
            + " seconds; several with commas between them.",
        "Without it: as the scenario's environment says."
      })
  private List<String> timings = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the first trial; each further one has the next. Drawn without it.")
  private @Nullable Long seed;

  @Option(
      names = "--runs",
      paramLabel = "FOLDER",
      description = "Where the folder with all run folders is made (default: ${DEFAULT-VALUE}).")
  private Path runs = Path.of("runs");

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    List<String> wrong = new ArrayList<>();
    List<TrialSet> sets = sets(wrong);
    if (count < 1) {
      wrong.add("--count: " + count + " trials are none; at least 1");
    }
    if (!wrong.isEmpty()) {
      wrong.forEach(spec.commandLine().getErr()::println);
      return ExitCode.BAD_INPUT.number();
    }
    long first = seed == null ? 1 + new SecureRandom().nextInt(LARGEST_DRAWN_SEED) : seed;
    Path folder = runs.resolve(FOLDER_TIME.format(Instant.now()) + "-trials-" + first);
    PrintWriter out = spec.commandLine().getOut();
    out.println(sets.size() * count + " trials, seeds from " + first + " on, folder: " + folder);
    List<Played> all = play(sets, first, folder, out);
    new TrialsPrinter(out).print(all);
    return exitCode(all, sets.size() * count).number();
  }

  /** Timings in turn, and under each the scenarios, so that neighbours share an environment. */
  private List<TrialSet> sets(List<String> wrong) {
    List<TrialSet> sets = new ArrayList<>();
    var problems = new Problems();
    List<Optional<Timing>> read = new ArrayList<>();
    if (timings.isEmpty()) {
      read.add(Optional.empty());
    }
    for (String words : timings) {
      Timing.read(words, problems).ifPresent(timing -> read.add(Optional.of(timing)));
    }
    for (Optional<Timing> timing : read) {
      for (Path file : files) {
        ScenarioReader.read(file, problems)
            .flatMap(scenario -> under(timing, scenario, problems))
            .ifPresent(scenario -> sets.add(TrialSet.of(file, scenario)));
      }
    }
    problems.inOrder().stream().map(Trials::line).distinct().forEach(wrong::add);
    return sets;
  }

  private static Optional<Scenario> under(
      Optional<Timing> timing, Scenario scenario, Problems problems) {
    return timing.isEmpty() ? Optional.of(scenario) : timing.get().of(scenario, problems);
  }

  /** An option has no line and no column. */
  private static String line(Problem problem) {
    return problem
        .toString()
        .replaceFirst("^" + Timing.OPTION + ":\\d+:\\d+:", Timing.OPTION + ":");
  }

  private List<Played> play(List<TrialSet> sets, long first, Path folder, PrintWriter out) {
    List<Played> all = new ArrayList<>();
    var lines = new TrialLines(out, sets.size() * count);
    try (var series = new TrialSeries(folder, first);
        var _ = Interrupts.heeded(series::interrupt, series::close)) {
      for (TrialSet set : sets) {
        for (int i = 0; i < count && !series.isInterrupted(); i++) {
          lines.begins(set, first + i);
          Played played = series.play(set, first + i, List.of());
          lines.ended(played);
          all.add(played);
        }
      }
    }
    return all;
  }

  private static ExitCode exitCode(List<Played> all, int wanted) {
    if (all.size() < wanted || all.stream().anyMatch(played -> played.judgement().isEmpty())) {
      return ExitCode.COULD_NOT_RUN;
    }
    return all.stream()
        .flatMap(played -> played.judgement().stream())
        .map(judgement -> judgement.outcome())
        .reduce(Outcome::worse)
        .map(ExitCode::of)
        .orElse(ExitCode.HELD);
  }
}
