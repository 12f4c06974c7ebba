package dev.ordeal.trials;

import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The three times of an agent, in whole seconds, under which scenarios are tried. */
public record Timing(int ttl, int loopWait, int retryTimeout) {
  /** What Patroni takes where its configuration is silent. */
  public static final Timing DEFAULT = new Timing(30, 10, 10);

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})/(\\d{1,6})/(\\d{1,6})");

  /** The least that an agent takes, in whole seconds. */
  public static Timing minimum(AgentPlan.Kind kind) {
    return switch (kind) {
      case PATRONI -> new Timing(20, 1, 3);
      case REFERENCE -> new Timing(2, 1, 1);
    };
  }

  /** {@code default}, {@code minimum}, or {@code ttl/loop_wait/retry_timeout}. */
  static Optional<Timing> read(
      String words, AgentPlan.Kind kind, Position place, Problems problems) {
    Matcher numbers = NUMBERS.matcher(words);
    if (words.equals("default")) {
      return Optional.of(DEFAULT);
    }
    if (words.equals("minimum")) {
      return Optional.of(minimum(kind));
    }
    if (numbers.matches()) {
      return Optional.of(new Timing(number(numbers, 1), number(numbers, 2), number(numbers, 3)));
    }
    return problems.none(
        place,
        "`" + words + "` is no timing",
        "default, minimum, or ttl/loop_wait/retry_timeout in seconds, such as " + minimum(kind));
  }

  private static int number(Matcher numbers, int group) {
    return Integer.parseInt(numbers.group(group));
  }

  /** What a plan says, in whole seconds. */
  static Timing of(EnvironmentPlan plan) {
    return new Timing(
        seconds(plan.agent().timeToLive()),
        seconds(plan.agent().loopWait()),
        seconds(plan.agent().retryTimeout()));
  }

  private static int seconds(Duration time) {
    return (int) Math.max(1, time.toSeconds());
  }

  /** As an environment file says it. */
  String words() {
    return "ttl: %ds, loop-wait: %ds, retry-timeout: %ds".formatted(ttl, loopWait, retryTimeout);
  }

  /** As it is written on the command line: {@code 20/1/3}. */
  @Override
  public String toString() {
    return ttl + "/" + loopWait + "/" + retryTimeout;
  }
}
