package dev.ordeal.agent.configuration;

import java.time.Duration;
import java.util.List;

/** The three times that must fit each other: two operations and one cycle within one lease. */
record Timing(Duration timeToLive, Duration loopWait, Duration retryTimeout) {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /**
   * The least that is honoured.
   *
   * @param timeToLive of the lease
   */
  record Least(Duration timeToLive, Duration loopWait, Duration retryTimeout) {
    /** Where every member is a reference agent. */
    static final Least OURS =
        new Least(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofMillis(500));

    /** Where members of another kind are in the cluster. */
    static final Least PATRONIS = new Least(Duration.ofSeconds(20), SECOND, Duration.ofSeconds(3));
  }

  /** These times raised to the least values, then made to fit by the rule of the contract. */
  Timing corrected(Least least, List<String> warnings) {
    Timing raised =
        new Timing(
            raised("ttl", wholeSeconds(timeToLive), least.timeToLive(), warnings),
            raised("loop_wait", loopWait, least.loopWait(), warnings),
            raised("retry_timeout", retryTimeout, least.retryTimeout(), warnings));
    Timing fitting = raised.fitting(least);
    if (!fitting.equals(raised)) {
      warnings.add(
          "loop_wait + 2 * retry_timeout must not be more than ttl: with ttl %s, loop_wait %s and"
                  .formatted(seconds(raised.timeToLive), seconds(raised.loopWait))
              + " retry_timeout %s, loop_wait %s and retry_timeout %s are used"
                  .formatted(
                      seconds(raised.retryTimeout),
                      seconds(fitting.loopWait),
                      seconds(fitting.retryTimeout)));
    }
    return fitting;
  }

  private Timing fitting(Least least) {
    // A cycle shorter than a second may stay so; a longer one is cut to one second at most.
    Duration shortest = shorter(loopWait, SECOND);
    Duration twoOperations = retryTimeout.multipliedBy(2);
    if (shortest.plus(twoOperations).compareTo(timeToLive) > 0) {
      Duration half = timeToLive.minus(shortest).dividedBy(2);
      boolean whole = least.equals(Least.PATRONIS);
      return new Timing(timeToLive, shortest, whole ? wholeSeconds(half) : half);
    }
    if (loopWait.plus(twoOperations).compareTo(timeToLive) > 0) {
      return new Timing(timeToLive, timeToLive.minus(twoOperations), retryTimeout);
    }
    return this;
  }

  private static Duration raised(
      String name, Duration value, Duration least, List<String> warnings) {
    if (value.compareTo(least) >= 0) {
      return value;
    }
    warnings.add(
        "`%s` is %s; the least is %s, which is used"
            .formatted(name, seconds(value), seconds(least)));
    return least;
  }

  /** Leases count whole seconds. */
  private static Duration wholeSeconds(Duration time) {
    return Duration.ofSeconds(time.toSeconds());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static String seconds(Duration time) {
    return java.math.BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
  }
}
