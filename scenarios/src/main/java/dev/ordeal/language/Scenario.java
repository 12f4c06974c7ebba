package dev.ordeal.language;

import dev.ordeal.checks.Check;
import dev.ordeal.checks.Expected;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.evidence.Sensor;
import dev.ordeal.yaml.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A scenario file, read and found sensible.
 *
 * @param text the file as it stands, for the run folder
 * @param about what the case is and what it shows, in sentences; may be empty
 * @param incident where the case comes from, a link; empty where none is named
 * @param plan the environment with the changes that the scenario makes to it
 * @param offset the first step waits a further time, drawn uniformly from zero to this, so that not
 *     only best cases are seen; zero for none
 * @param settle how long the environment may take to settle once all is healed
 * @param skipsMissingTargets whether a step is left out when nobody is what its target says, as in
 *     drawn stories; else the story has not come about
 * @param sensorsOff the sensors that stay off from the first instant
 * @param promises the checks that judge it, in the order of the file
 * @param expected what is expected of each agent today, by its name or {@code any}
 */
public record Scenario(
    Position position,
    String text,
    String title,
    String about,
    Optional<String> incident,
    EnvironmentPlan plan,
    WorkloadPlan workload,
    Duration warmUp,
    Duration offset,
    Duration settle,
    boolean skipsMissingTargets,
    List<Blindfold> sensorsOff,
    List<Step> steps,
    List<Check> promises,
    SortedMap<String, Expected> expected) {
  public Scenario {
    sensorsOff = List.copyOf(sensorsOff);
    steps = List.copyOf(steps);
    promises = List.copyOf(promises);
    expected = new TreeMap<>(expected);
  }

  /** The same scenario on another environment, with another bound of the drawn offset. */
  public Scenario with(EnvironmentPlan otherPlan, Duration otherOffset) {
    return new Scenario(
        position,
        text,
        title,
        about,
        incident,
        otherPlan,
        workload,
        warmUp,
        otherOffset,
        settle,
        skipsMissingTargets,
        sensorsOff,
        steps,
        promises,
        expected);
  }

  /** What is expected of {@code agent}: by its name, else of any, else that all promises hold. */
  public Expected expectedOf(String agent) {
    return expected.getOrDefault(agent, expected.getOrDefault("any", Expected.HOLDS));
  }

  /**
   * A sensor that is switched off, so that a check goes blind.
   *
   * @param target the name of a node, a member of the store or a proxy, or {@code any} for all at
   *     which the sensor looks
   */
  public record Blindfold(Sensor sensor, String target) {}
}
