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

  /** Which agent runs. */
  public enum Kind {
    PATRONI,
    /** Ordeal's own, which speaks Patroni's contract. */
    REFERENCE
  }
}
