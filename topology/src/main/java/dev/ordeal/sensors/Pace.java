package dev.ordeal.sensors;

import java.time.Duration;

/**
 * How often each sensor looks, and after which time without a word it calls its target silent.
 *
 * <p>Looks at servers are the closest because phases of a failover are told apart by them; the
 * others change no faster than the loops of agents and proxies.
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
          Duration.ofMillis(20),
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(100),
          Duration.ofMillis(500));
}
