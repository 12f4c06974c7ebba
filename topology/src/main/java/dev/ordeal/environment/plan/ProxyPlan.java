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
  private static final Duration PAUSE = Duration.ofMillis(50);

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

  /**
   * How long the check of a server that is down lets its agent wait for the server to be fit: four
   * fifths of the limit. An answer that the network delays by more than the rest is taken for no
   * answer, which changes nothing for a server that is down.
   */
  public Duration checkPatience() {
    return checkLimit().multipliedBy(4).dividedBy(5);
  }

  /**
   * What lies between two checks of a server that is down where its agent keeps them open: while
   * none is, nobody hears of a new primary.
   */
  public Duration pauseBetweenPatientChecks() {
    return shorter(checkIntervalInDoubt(), PAUSE);
  }
}
