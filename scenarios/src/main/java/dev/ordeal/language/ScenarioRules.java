package dev.ordeal.language;

import static dev.ordeal.language.ScenarioForm.*;

import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.yaml.Field;
import dev.ordeal.yaml.Located;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Scalars;
import dev.ordeal.yaml.Suggestion;
import dev.ordeal.yaml.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a scenario must mean, beyond how it is written. */
final class ScenarioRules {
  private ScenarioRules() {}

  static void check(Values file, Optional<EnvironmentPlan> plan, Problems problems) {
    file.get(STEPS)
        .ifPresent(steps -> StepRules.check(steps, WrittenStep.all(file), plan, problems));
    file.get(PROMISES).ifPresent(promises -> promises(file, promises, problems));
    file.get(EXPECTED)
        .ifPresent(
            expected -> expected.forEach((agent, says) -> expected(file, agent, says, problems)));
    plan.ifPresent(found ->
        file.get(SENSORS_OFF)
            .ifPresent(all ->
                all.forEach(
                    off -> BlindfoldRules.check(off.value(), off.position(), found, problems))));
  }

  private static void promises(Values file, Values promises, Problems problems) {
    if (promises.mapping().entries().isEmpty()) {
      problems.add(
          promises.position(),
          "a scenario without a promise judges nothing",
          "one of " + String.join(", ", PromiseWords.names()));
    }
    needs(
        file,
        promises,
        problems,
        WRITES,
        "writes: 200/s",
        "writes-out",
        "writes-misrouted",
        "acknowledged-writes-lost",
        "availability");
    needs(
        file,
        promises,
        problems,
        READS,
        "reads: 100/s",
        "reads-misrouted",
        "reads-balanced",
        "replica-reads-never-go-back");
    needs(file, promises, problems, REGISTERS, "registers: 50/s", "registers-linearizable");
    needs(file, promises, problems, LONG_SESSIONS, "long-sessions: 10", "old-sessions-closed");
  }

  private static void needs(
      Values file,
      Values promises,
      Problems problems,
      Field<?> load,
      String meant,
      String... names) {
    if (file.get(WORKLOAD).map(workload -> workload.has(load)).orElse(true)) {
      return;
    }
    for (String name : names) {
      promises
          .mapping()
          .entry(name)
          .ifPresent(entry ->
              problems.add(
                  entry.key().position(),
                  "`" + name + "` sees nothing without `" + load.name() + "` in the workload",
                  "`" + meant + "`"));
    }
  }

  private static void expected(Values file, String agent, Values says, Problems problems) {
    List<String> agents = new ArrayList<>(List.of("any"));
    Arrays.stream(AgentPlan.Kind.values()).map(Scalars::word).forEach(agents::add);
    if (!agents.contains(agent)) {
      problems.add(
          says.position(), "there is no agent `" + agent + "`", Suggestion.words(agent, agents));
    }
    Map<String, Field<?>> seen = new HashMap<>();
    for (Field<List<Located<String>>> key : List.of(BREAKS, MAY_BREAK, INCONCLUSIVE)) {
      for (Located<String> name : says.get(key, List.of())) {
        Field<?> other = seen.put(name.value(), key);
        boolean anyWay = key == INCONCLUSIVE && other == MAY_BREAK;
        if (other != null && !anyWay) {
          problems.add(
              name.position(), "`" + name.value() + "` is expected in two ways", "one of them");
        }
        boolean promised =
            file.get(PROMISES)
                .map(promises -> promises.mapping().entry(name.value()).isPresent())
                .orElse(true);
        if (!promised && !name.value().equals("story")) {
          problems.add(
              name.position(),
              "`" + name.value() + "` is not promised in this scenario",
              PromiseWords.names().contains(name.value())
                  ? "the same under `promises`"
                  : Suggestion.words(name.value(), PromiseWords.names()));
        }
      }
    }
  }
}
