package dev.ordeal.junit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.engine.Judgement;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.trials.AgentChoice;
import dev.ordeal.trials.EnvironmentPool;
import dev.ordeal.trials.Simulation;
import dev.ordeal.trials.Trial;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.World;
import dev.ordeal.yaml.Problem;
import dev.ordeal.yaml.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Turns scenario files into JUnit 5 tests, one each. A test passes when every promise comes out as
 * the scenario expects it of its agent today; so a canary that holds fails, and so does a promise
 * that was expected to be broken and was not.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> library() {
 *   return scenarios.inFolder(Path.of("scenarios/library"));
 * }
 * }</pre>
 *
 * Environments are recycled between scenarios of one plan. Close it after the last test.
 */
public final class ScenarioTests implements AutoCloseable {
  private final Path runs;
  private final long seed;
  private final World world;
  private final EnvironmentPool pool;
  private final Consumer<Trial.Result> afterwards;
  private final Optional<String> agent;
  private final boolean inSimulation;

  /**
   * @param runs the folder in which every scenario gets its run folder
   * @param seed where every draw begins; a failure names it
   * @param afterwards what to do with every result, such as writing a report
   */
  public ScenarioTests(Path runs, long seed, Consumer<Trial.Result> afterwards) {
    this.runs = runs;
    this.seed = seed;
    this.afterwards = afterwards;
    world = RealWorld.of(seed);
    pool = new EnvironmentPool(world);
    agent = Optional.empty();
    inSimulation = false;
  }

  private ScenarioTests(ScenarioTests others, Optional<String> agent, boolean inSimulation) {
    runs = others.runs;
    seed = others.seed;
    afterwards = others.afterwards;
    world = others.world;
    pool = others.pool;
    this.agent = agent;
    this.inSimulation = inSimulation;
  }

  /**
   * The same tests under another agent than the scenarios' environments say.
   *
   * @param words {@code reference} or {@code patroni}, with times after a colon as the command line
   *     takes them
   */
  public ScenarioTests under(String words) {
    return new ScenarioTests(this, Optional.of(words), false);
  }

  /** The same tests in virtual time, without an engine and always under the reference agent. */
  public ScenarioTests inSimulation() {
    return new ScenarioTests(this, Optional.empty(), true);
  }

  /**
   * A test for every scenario file in {@code folder} and below, those of one environment in a row.
   */
  public Stream<DynamicTest> inFolder(Path folder) {
    return inFolder(folder, file -> true);
  }

  /** The same for those files only that {@code wanted} picks. */
  public Stream<DynamicTest> inFolder(Path folder, Predicate<Path> wanted) {
    List<Path> files;
    try (var found = Files.walk(folder)) {
      files =
          found.filter(file -> file.toString().endsWith(".yaml")).filter(wanted).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return of(folder, files.stream().sorted(Comparator.comparing(ScenarioTests::plan)).toList());
  }

  /** A test for each of {@code files}, in their order, called by its path within {@code folder}. */
  public Stream<DynamicTest> of(Path folder, List<Path> files) {
    return files.stream()
        .map(file ->
            dynamicTest(
                folder.relativize(file) + agent.map(words -> " under " + words).orElse(""),
                () -> play(file)));
  }

  /** Plays one scenario and compares what came out with what was expected. */
  public void play(Path file) {
    var problems = new Problems();
    Optional<Scenario> scenario =
        ScenarioReader.read(file, problems)
            .flatMap(read -> AgentChoice.under(agent, read, problems));
    if (scenario.isEmpty()) {
      throw new AssertionError(
          problems.inOrder().stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
    Path folder =
        runs.resolve(
            String.valueOf(file.getFileName()).replaceFirst("\\.yaml$", "")
                + agent.map(words -> "-under-" + words.replaceAll("[:/]", "-")).orElse("")
                + "-"
                + seed);
    Trial.Result result = play(scenario.get(), file, folder);
    afterwards.accept(result);
    Judgement judgement = result.judgement();
    if (!judgement.surprises().isEmpty()) {
      throw new AssertionError(
          judgement.surprises().stream()
                  .map(verdict -> told(verdict, judgement))
                  .collect(Collectors.joining("\n", "Not as expected:\n", "\n"))
              + SaidMeanwhile.of(result)
              + "Evidence: "
              + folder
              + "\nAgain: ./ordeal run "
              + file
              + agent.map(words -> " " + AgentChoice.OPTION + " " + words).orElse("")
              + (inSimulation ? " --world " + Simulation.WORLD : "")
              + " --seed "
              + seed);
    }
  }

  private Trial.Result play(Scenario scenario, Path file, Path folder) {
    if (inSimulation) {
      return Simulation.play(scenario, file, seed, folder, List.of());
    }
    EnvironmentPool.Lease lease = pool.lease(scenario.plan());
    try {
      return new Trial(scenario, file, seed, world, lease.environment(), folder, List.of())
          .play(lease.preparation());
    } catch (RuntimeException failure) {
      // Nobody knows in what state it is now.
      pool.close();
      throw failure;
    }
  }

  private static String told(Verdict verdict, Judgement judgement) {
    return "%s (%s): %s instead of %s. %s"
        .formatted(
            verdict.promise(),
            verdict.bound(),
            verdict.outcome(),
            judgement.expected().of(verdict.promise()).stream()
                .map(Outcome::name)
                .collect(Collectors.joining(" or ")),
            verdict.words());
  }

  /** What stands for the environment of a file, so that equal ones come together. */
  private static String plan(Path file) {
    return ScenarioReader.read(file, new Problems())
        .map(scenario -> scenario.plan().toString())
        .orElse("");
  }

  @Override
  public void close() {
    pool.close();
  }
}
