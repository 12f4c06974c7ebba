package dev.ordeal.trials.measures;

import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.trials.Trial;
import dev.ordeal.world.World;
import dev.ordeal.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Plays a run, like any other, in which the proxy stands still for a known time again and again,
 * and judges it like any other.
 */
public final class CalibrationRun {
  /** How many outages are planted. */
  public static final int OUTAGES = 20;

  /** How long each of them is meant to be. */
  public static final Duration LENGTH = Duration.ofSeconds(1);

  /** Writes a second, by few writers: those who waited must not hide the end of an outage. */
  public static final int RATE = 250;

  private static final String FILE = "calibration.yaml";

  private CalibrationRun() {}

  /**
   * @param environment runs, and is steady
   * @param folder gets the evidence; must not hold a run yet
   */
  public static Calibration on(
      ContainerEnvironment environment, long seed, World world, Path folder) {
    var planted = new PlantedOutages(environment, world, LENGTH);
    var trial = new Trial(scenario(), Path.of(FILE), seed, world, planted, folder, List.of());
    Trial.Result result = trial.play(_ -> {});
    return Calibration.of(result.evidence(), planted.planted());
  }

  /** The scenario that is played. */
  static Scenario scenario() {
    var problems = new Problems();
    return ScenarioReader.read(FILE, text(), EnvironmentLibrary.shipped(), problems)
        .orElseThrow(() -> new IllegalStateException(String.valueOf(problems.inOrder())));
  }

  private static String text() {
    return """
    scenario: outages of known length
    environment: three-nodes
    workload: { writes: %d/s, writers: 4 }
    offset: none
    steps:
    %spromises:
      writes-out: { at-most: 2s }
    """
        .formatted(RATE, "  - after: 2s\n    pause: proxy\n".repeat(OUTAGES));
  }
}
