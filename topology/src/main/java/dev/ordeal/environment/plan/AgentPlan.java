package dev.ordeal.environment.plan;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The agent on every node and its dynamic configuration.
 *
 * @param timeToLive of the leader key; {@code ttl}
 * @param loopWait {@code loop_wait}
 * @param retryTimeout {@code retry_timeout}
 * @param configuration further keys of the dynamic configuration, as YAML scalars: {@code
 *     failsafe_mode}, {@code primary_start_timeout}
 */
public record AgentPlan(
    Kind kind,
    Duration timeToLive,
    Duration loopWait,
    Duration retryTimeout,
    SortedMap<String, String> configuration) {
  public AgentPlan {
    configuration = new TreeMap<>(configuration);
  }

  /** An agent of {@code kind} at its usual times, without further configuration. */
  public static AgentPlan usual(Kind kind) {
    return new AgentPlan(
        kind, kind.usualTimeToLive, kind.usualLoopWait, kind.usualRetryTimeout, new TreeMap<>());
  }

  /** Which agent runs, with the times that hold where a plan does not give them. */
  public enum Kind {
    /** Usually at the least times that it takes: it refuses less since 3.2. */
    PATRONI(Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(3)),
    /**
     * Ordeal's own, which speaks Patroni's contract; usually with some room above its least times.
     */
    REFERENCE(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final Duration usualTimeToLive;
    private final Duration usualLoopWait;
    private final Duration usualRetryTimeout;

    Kind(Duration usualTimeToLive, Duration usualLoopWait, Duration usualRetryTimeout) {
      this.usualTimeToLive = usualTimeToLive;
      this.usualLoopWait = usualLoopWait;
      this.usualRetryTimeout = usualRetryTimeout;
    }
  }
}
