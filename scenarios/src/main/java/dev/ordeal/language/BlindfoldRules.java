package dev.ordeal.language;

import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.evidence.Sensor;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;

/** A covered sensor must be one that looks at its target. */
final class BlindfoldRules {
  private BlindfoldRules() {}

  /**
   * Notes a target at which the sensor does not look.
   *
   * @param position where the target stands
   */
  static void check(
      Scenario.Blindfold blindfold, Position position, EnvironmentPlan plan, Problems problems) {
    List<String> looked = new ArrayList<>();
    if (blindfold.sensor() == Sensor.STORE || blindfold.sensor() == Sensor.LEADER_KEY) {
      plan.store().members().forEach(member -> looked.add(member.value()));
    } else if (blindfold.sensor() == Sensor.PROXY) {
      looked.add(plan.proxy().name().value());
    } else {
      plan.nodes().forEach(node -> looked.add(node.value()));
    }
    if (!blindfold.target().equals("any") && !looked.contains(blindfold.target())) {
      problems.add(
          position,
          "that sensor does not look at `" + blindfold.target() + "`",
          Suggestion.words(blindfold.target(), looked));
    }
  }
}
