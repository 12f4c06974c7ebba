package dev.ordeal.agent.cycle;

import java.time.Duration;

/**
 * When a lease is renewed and when it must not be relied upon any more, all counted from the
 * sending of a renewal. Pure.
 *
 * <p>From longest to shortest: {@code ttl}, after which the store may give the key away; {@code
 * fenceAfter}, when the guardian kills the server; {@code demoteAfter}, when the agent stops it in
 * a friendlier way. What lies between them is the time that each of the two needs at worst.
 *
 * @param renewEvery how often a renewal is sent
 * @param renewalLimit how long one may take, all members of the store tried
 */
public record LeaseTiming(
    Duration renewEvery, Duration renewalLimit, Duration demoteAfter, Duration fenceAfter) {
  private static final Duration LEAST_MARGIN = Duration.ofMillis(250);
  private static final Duration MOST_MARGIN = Duration.ofSeconds(2);
  private static final Duration LEAST_STOP = Duration.ofMillis(350);
  private static final Duration MOST_STOP = Duration.ofSeconds(3);
  private static final Duration LEAST_RENEWAL = Duration.ofMillis(300);
  private static final Duration MOST_RENEWAL = Duration.ofSeconds(3);

  public static LeaseTiming of(Duration timeToLive, Duration loopWait) {
    Duration margin = clamp(timeToLive.dividedBy(10), LEAST_MARGIN, MOST_MARGIN);
    Duration stop = clamp(timeToLive.dividedBy(7), LEAST_STOP, MOST_STOP);
    Duration fenceAfter = timeToLive.minus(margin);
    Duration demoteAfter = fenceAfter.minus(stop);
    Duration most = loopWait.compareTo(MOST_RENEWAL) < 0 ? loopWait : MOST_RENEWAL;
    Duration renewEvery = clamp(timeToLive.dividedBy(6), LEAST_RENEWAL, most);
    return new LeaseTiming(
        renewEvery,
        demoteAfter.minus(renewEvery).dividedBy(2).plusMillis(300),
        demoteAfter,
        fenceAfter);
  }

  private static Duration clamp(Duration value, Duration least, Duration most) {
    if (value.compareTo(most) > 0) {
      return most;
    }
    return value.compareTo(least) < 0 ? least : value;
  }
}
