package dev.ordeal.engine;

import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.trials.Simulation;
import dev.ordeal.yaml.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plays real scenarios by the real engine in the simulated environment: the reference agent on
 * twins, in virtual time.
 */
final class SimulatedRun {
  private SimulatedRun() {}

  /** A scenario of the library, by the name of its file without its ending. */
  static Scenario shipped(String name) {
    return read(Path.of("library", name + ".yaml"));
  }

  static Scenario read(Path file) {
    Problems problems = new Problems();
    return ScenarioReader.read(file, problems)
        .orElseThrow(() -> new AssertionError(String.valueOf(problems.inOrder())));
  }

  static Scenario written(String text) {
    Problems problems = new Problems();
    return ScenarioReader.read("written.yaml", text, EnvironmentLibrary.shipped(), problems)
        .orElseThrow(() -> new AssertionError(String.valueOf(problems.inOrder())));
  }

  static Evidence play(Scenario scenario, long seed, Misbehaviour... planted) {
    Set<Misbehaviour> set = Arrays.stream(planted).collect(Collectors.toUnmodifiableSet());
    return Simulation.watch(scenario, seed, set).evidence();
  }
}
