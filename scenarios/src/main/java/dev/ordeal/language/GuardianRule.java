package dev.ordeal.language;

import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.util.List;

/**
 * Only the reference agent has a guardian beside its server. A rule of its own, since the agent may
 * be chosen after the file was read.
 */
public final class GuardianRule {
  private GuardianRule() {}

  /**
   * Whether every guardian that {@code steps} harm is there under the agents of {@code plan}; notes
   * each that is not.
   */
  public static boolean holds(List<Step> steps, EnvironmentPlan plan, Problems problems) {
    int before = problems.size();
    steps.forEach(step -> check(step.action(), step.position(), plan, problems));
    return problems.size() == before;
  }

  /** Notes where {@code action} harms a guardian that is not there. */
  static void check(Action action, Position place, EnvironmentPlan plan, Problems problems) {
    switch (action) {
      case Action.Kill kill -> check(kill.part(), kill.target(), place, plan, problems);
      case Action.Pause pause -> check(pause.part(), pause.target(), place, plan, problems);
      default -> {}
    }
  }

  private static void check(
      Action.Part part, Target target, Position place, EnvironmentPlan plan, Problems problems) {
    if (part != Action.Part.GUARDIAN) {
      return;
    }
    if (!plan.agent().kinds().contains(AgentPlan.Kind.REFERENCE)) {
      problems.add(place, "Patroni has no guardian", "an environment under the reference agent");
      return;
    }
    for (Target each : Targets.flat(target)) {
      if (each instanceof Target.Named named
          && plan.agent().kindOf(new NodeName(named.name())) != AgentPlan.Kind.REFERENCE) {
        problems.add(
            place,
            "`%s` is under Patroni, which has no guardian".formatted(named.name()),
            "a node under the reference agent");
      }
    }
  }
}
