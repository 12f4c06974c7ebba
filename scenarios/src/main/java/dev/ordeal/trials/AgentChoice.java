package dev.ordeal.trials;

import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.EnvironmentReader;
import dev.ordeal.language.GuardianRule;
import dev.ordeal.language.Scenario;
import dev.ordeal.yaml.LocatedYaml;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * An agent and its times, as the command line names them: {@code patroni}, {@code
 * reference:minimum}, {@code patroni:30/10/10}.
 *
 * @param timing empty for the usual times of its kind
 */
public record AgentChoice(AgentPlan.Kind kind, Optional<Timing> timing) {
  /** Where problems with a choice are said to stand. */
  public static final String OPTION = "--agent";

  private static final Position PLACE = new Position(OPTION, 1, 1);

  /** What {@code words} choose; empty, with the problem noted, where they choose nothing. */
  public static Optional<AgentChoice> read(String words, Problems problems) {
    int colon = words.indexOf(':');
    String name = colon < 0 ? words : words.substring(0, colon);
    Optional<AgentPlan.Kind> kind =
        Arrays.stream(AgentPlan.Kind.values()).filter(each -> name(each).equals(name)).findFirst();
    if (kind.isEmpty()) {
      return problems.none(
          PLACE,
          "`" + name + "` is no agent",
          "reference or patroni, with times after a colon where they are not the usual ones:"
              + " patroni:30/10/10");
    }
    if (colon < 0) {
      return Optional.of(new AgentChoice(kind.get(), Optional.empty()));
    }
    return Timing.read(words.substring(colon + 1), kind.get(), PLACE, problems)
        .map(timing -> new AgentChoice(kind.get(), Optional.of(timing)));
  }

  /** {@code scenario} under what {@code words} choose; as it is where there are none. */
  public static Optional<Scenario> under(
      Optional<String> words, Scenario scenario, Problems problems) {
    return words.isEmpty()
        ? Optional.of(scenario)
        : read(words.get(), problems).flatMap(choice -> choice.of(scenario, problems));
  }

  /** The agent of a plan. */
  public static AgentChoice of(EnvironmentPlan plan) {
    return new AgentChoice(plan.agent().kind(), Optional.of(Timing.of(plan)));
  }

  /**
   * {@code scenario} under this agent; empty, with the problem noted, where it refuses its times,
   * or where a step harms what only another agent has.
   */
  public Optional<Scenario> of(Scenario scenario, Problems problems) {
    String changes =
        "{ based-on: %s, agent: { kind: %s%s } }"
            .formatted(
                scenario.plan().name(),
                name(kind),
                timing.map(times -> ", " + times.words()).orElse(""));
    return LocatedYaml.read(OPTION, changes, problems)
        .flatMap(node -> EnvironmentReader.changed(scenario.plan(), node, problems))
        .filter(plan -> GuardianRule.holds(scenario.steps(), plan, problems))
        .map(plan -> scenario.with(plan, scenario.offset()));
  }

  private static String name(AgentPlan.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** As it is written on the command line: {@code patroni:20/1/3}. */
  @Override
  public String toString() {
    return name(kind) + timing.map(times -> ":" + times).orElse("");
  }
}
