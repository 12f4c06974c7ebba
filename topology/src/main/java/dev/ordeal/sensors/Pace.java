package dev.ordeal.sensors;

import java.time.Duration;

/**
 * How often each sensor looks, and after which time without a word it calls its target silent.
 *
 * <p>Commits are looked at the closest, because phases of a failover and two writers at once are
 * told by them; the rest changes no faster than the loops of agents and proxies. Together they may
 * cost 15 % of one core ({@code ordeal doctor --at-rest}): a judge that keeps the processors from
 * whom it judges is a fault of its own.
 */
public record Pace(
    Duration server,
    Duration commit,
    Duration agent,
    Duration store,
    Duration proxy,
    Duration silence) {
  /** The pace at which runs are judged. */
  public static final Pace USUAL =
      new Pace(
          Duration.ofMillis(100),
          Duration.ofMillis(20),
          Duration.ofMillis(300),
          Duration.ofSeconds(1),
          Duration.ofMillis(100),
          Duration.ofMillis(500));
}
