package dev.ordeal.environment.plan;

import dev.ordeal.names.NodeName;
import java.time.Duration;

/**
 * HAProxy: how it finds the leader, and how it spreads reads.
 *
 * @param balance for the replica port
 * @param check HTTP asks each agent, TCP only whether the port is open (a known mistake, for
 *     canaries)
 * @param fall failed checks in a row that mark a server down
 * @param rise good checks in a row that mark it up
 * @param shutdownSessions whether sessions are closed when their server is marked down
 * @param maximumLagBytes replicas that lag more are not used for reads; 0 for no limit
 */
public record ProxyPlan(
    NodeName name,
    Balance balance,
    Check check,
    Duration checkInterval,
    int fall,
    int rise,
    boolean shutdownSessions,
    long maximumLagBytes) {
  /** HAProxy algorithms of the replica port. */
  public enum Balance {
    ROUND_ROBIN,
    LEAST_CONNECTIONS,
    SOURCE
  }

  /** What the proxy asks before it uses a server. */
  public enum Check {
    HTTP,
    TCP
  }

  private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);
  private static final Duration LEAST_CHECK_LIMIT = Duration.ofMillis(500);

  /**
   * How often a server is asked that is down, or about to be marked down or up: a failover waits
   * for that. HAProxy's {@code fastinter} and {@code downinter}.
   */
  public Duration checkIntervalInDoubt() {
    Duration half = checkInterval.dividedBy(2);
    return half.compareTo(LEAST_INTERVAL) > 0 ? half : shorter(checkInterval, LEAST_INTERVAL);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * How long a check waits for its answer. HAProxy by itself waits for one interval; with intervals
   * of 200 ms that takes a healthy node out as soon as its network takes 100 ms each way.
   */
  public Duration checkLimit() {
    return checkInterval.compareTo(LEAST_CHECK_LIMIT) > 0 ? checkInterval : LEAST_CHECK_LIMIT;
  }
}
