package dev.ordeal.language;

import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.LocatedYaml;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Shape;
import java.util.Optional;

/**
 * Reads steps that are given by hand, one after the other, in the very words of scenario files.
 * Such a step does harm, heals or operates, and does so at once: what waits, expects or covers a
 * sensor needs a scenario around it.
 */
public final class StepReader {
  private static final Shape<Step> STEP = new StepForm();

  private final EnvironmentPlan plan;
  private final FaultsBefore before = new FaultsBefore();

  /**
   * @param plan the environment that the steps are for
   */
  public StepReader(EnvironmentPlan plan) {
    this.plan = plan;
  }

  /**
   * The step in {@code text}; empty where it has any problem. Later steps may speak of whom it met.
   *
   * @param file how the text is called in problems
   */
  public Optional<Step> read(String file, String text, Problems problems) {
    int found = problems.size();
    Optional<LocatedNode> root = LocatedYaml.read(file, text, problems);
    Optional<Step> step = root.flatMap(node -> STEP.read(node, problems));
    if (step.isEmpty()) {
      return Optional.empty();
    }
    var written = new WrittenStep(root.get());
    atOnce(step.get(), written, problems);
    StepRules.check(step.get(), written, before, plan, problems);
    if (problems.size() > found) {
      return Optional.empty();
    }
    before.add(written, step);
    return step;
  }

  private static void atOnce(Step step, WrittenStep written, Problems problems) {
    boolean scenarioOnly =
        switch (step.action()) {
          case Action.Wait _, Action.Expect _, Action.Blind _ -> true;
          default -> false;
        };
    if (scenarioOnly) {
      problems.add(
          written.node().position(),
          "a step by hand waits for nothing and covers no sensor",
          "a fault, an operation, start, resume or heal");
    } else if (!step.after().equals(Step.Pause.NONE)) {
      problems.add(
          written.key("after"), "a step by hand is done at once", "the step without `after`");
    }
  }
}
