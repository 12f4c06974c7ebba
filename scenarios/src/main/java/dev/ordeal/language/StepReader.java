package dev.ordeal.language;

import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.LocatedYaml;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Shape;
import java.util.Collection;
import java.util.Optional;

/**
 * Reads one step that is given by hand, in the very words of scenario files. It does harm, heals or
 * operates, and does so at once: what waits, expects or covers a sensor needs a scenario around it.
 */
public final class StepReader {
  private static final Shape<Step> STEP = new StepForm();

  private StepReader() {}

  /**
   * The step in {@code text}; empty where it has any problem.
   *
   * @param file how the text is called in problems
   * @param plan the environment it is for
   * @param faultsBefore the YAML names of the faults that were done to it, which {@code
   *     the-powered-off} and {@code start} refer to
   */
  public static Optional<Step> read(
      String file,
      String text,
      EnvironmentPlan plan,
      Collection<String> faultsBefore,
      Problems problems) {
    int before = problems.size();
    Optional<LocatedNode> root = LocatedYaml.read(file, text, problems);
    Optional<Step> step = root.flatMap(node -> STEP.read(node, problems));
    step.ifPresent(read -> {
      atOnce(read, problems);
      StepRules.check(read, faultsBefore, plan, root.get(), problems);
    });
    return problems.size() == before ? step : Optional.empty();
  }

  private static void atOnce(Step step, Problems problems) {
    boolean scenarioOnly =
        switch (step.action()) {
          case Action.Wait _, Action.Expect _, Action.Blind _ -> true;
          default -> false;
        };
    if (scenarioOnly) {
      problems.add(
          step.position(),
          "a step by hand waits for nothing and covers no sensor",
          "a fault, an operation, start, resume or heal");
    } else if (!step.after().equals(Step.Pause.NONE)) {
      problems.add(step.position(), "a step by hand is done at once", "the step without `after`");
    }
  }
}
