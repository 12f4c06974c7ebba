package dev.ordeal.trials;

import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.EnvironmentReader;
import dev.ordeal.language.Scenario;
import dev.ordeal.yaml.LocatedYaml;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The three times of an agent, in whole seconds, under which scenarios are tried. */
public record Timing(int ttl, int loopWait, int retryTimeout) {
  /** Where problems with a timing are said to stand. */
  public static final String OPTION = "--timing";

  /** What Patroni takes where its configuration is silent. */
  public static final Timing DEFAULT = new Timing(30, 10, 10);

  /** The least that Patroni takes. */
  public static final Timing MINIMUM = new Timing(20, 1, 3);

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})/(\\d{1,6})/(\\d{1,6})");

  /** {@code default}, {@code minimum}, or {@code ttl/loop_wait/retry_timeout}. */
  public static Optional<Timing> read(String words, Problems problems) {
    Matcher numbers = NUMBERS.matcher(words);
    if (words.equals("default")) {
      return Optional.of(DEFAULT);
    }
    if (words.equals("minimum")) {
      return Optional.of(MINIMUM);
    }
    if (numbers.matches()) {
      return Optional.of(new Timing(number(numbers, 1), number(numbers, 2), number(numbers, 3)));
    }
    return problems.none(
        new Position(OPTION, 1, 1),
        "`" + words + "` is no timing",
        "default, minimum, or ttl/loop_wait/retry_timeout in seconds, such as " + MINIMUM);
  }

  private static int number(Matcher numbers, int group) {
    return Integer.parseInt(numbers.group(group));
  }

  /** What a plan says. */
  public static Timing of(EnvironmentPlan plan) {
    return new Timing(
        (int) plan.agent().timeToLive().toSeconds(),
        (int) plan.agent().loopWait().toSeconds(),
        (int) plan.agent().retryTimeout().toSeconds());
  }

  /** {@code scenario} with an agent of this timing; empty where no agent takes it. */
  public Optional<Scenario> of(Scenario scenario, Problems problems) {
    String changes =
        "{ based-on: %s, agent: { ttl: %ds, loop-wait: %ds, retry-timeout: %ds } }"
            .formatted(scenario.plan().name(), ttl, loopWait, retryTimeout);
    return LocatedYaml.read(OPTION, changes, problems)
        .flatMap(node -> EnvironmentReader.changed(scenario.plan(), node, problems))
        .map(plan -> scenario.with(plan, scenario.offset()));
  }

  /** As it is written on the command line: {@code 20/1/3}. */
  @Override
  public String toString() {
    return ttl + "/" + loopWait + "/" + retryTimeout;
  }
}
