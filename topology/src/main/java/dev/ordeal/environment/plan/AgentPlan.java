package dev.ordeal.environment.plan;

import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The agents on the nodes and their dynamic configuration.
 *
 * @param kind the agent on every node but those of {@code except}
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
    SortedMap<String, String> configuration,
    SortedMap<String, Kind> except) {
  public AgentPlan {
    configuration = new TreeMap<>(configuration);
    except = new TreeMap<>(except);
  }

  /** An agent of {@code kind} at its usual times, without further configuration. */
  public static AgentPlan usual(Kind kind) {
    return new AgentPlan(
        kind,
        kind.usualTimeToLive,
        kind.usualLoopWait,
        kind.usualRetryTimeout,
        new TreeMap<>(),
        new TreeMap<>());
  }

  /** The agent on one node. */
  public Kind kindOf(NodeName node) {
    return except.getOrDefault(node.value(), kind);
  }

  /** All kinds that there may be, each once. */
  public SortedSet<Kind> kinds() {
    SortedSet<Kind> kinds = new TreeSet<>(except.values());
    kinds.add(kind);
    return kinds;
  }

  /** In one word: {@code patroni}, {@code reference}, or {@code mixed}. */
  public String word() {
    return kinds().size() > 1 ? "mixed" : kind.name().toLowerCase(Locale.ROOT);
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
