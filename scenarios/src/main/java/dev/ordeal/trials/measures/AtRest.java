package dev.ordeal.trials.measures;

import dev.ordeal.containers.measures.PartUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * What an environment uses when nobody uses it, with the sensors closed and with them open, and how
 * soon its agents are there again.
 *
 * @param parts every container, and Ordeal's own process last
 * @param agents the process of each node's agent, which is a share of its container
 * @param starts how long agents took from their start until they were ready, never empty
 */
public record AtRest(List<Part> parts, List<Part> agents, List<Duration> starts) {
  /** More memory than this an environment must not need. */
  public static final long MEMORY_LIMIT = 1536L << 20;

  /** More of one core than this the sensors must not cost. */
  public static final double SENSORS_LIMIT = 0.15;

  /** More resident memory than this an agent must not need. */
  public static final long AGENT_MEMORY_LIMIT = 100L << 20;

  /** More of one core than this an agent must not cost while the sensors are closed. */
  public static final double AGENT_LIMIT = 0.02;

  /** Later than this after its start an agent must not be ready. */
  public static final Duration START_LIMIT = Duration.ofMillis(1_200);

  /** How Ordeal's own process is called among the parts. */
  public static final String ITSELF = "Ordeal itself";

  /**
   * @param memoryBytes 0 for Ordeal itself, whose memory is no part of an environment's
   * @param closed the share of one core with the sensors closed
   * @param open the same with them open
   */
  public record Part(String name, long memoryBytes, double closed, double open) {
    /** What the sensors cost in it, as a share of one core. */
    public double sensors() {
      return open - closed;
    }
  }

  public AtRest {
    parts = List.copyOf(parts);
    agents = List.copyOf(agents);
    starts = List.copyOf(starts);
  }

  /** What was read at the two ends of a time. */
  record Span(Reading from, Reading to) {
    double cores(Function<Reading, List<PartUse>> which, int index) {
      return which.apply(to).get(index).coresSince(which.apply(from).get(index));
    }

    double itself() {
      double used = to.itself().minus(from.itself()).toNanos();
      return used / to.at().minus(from.at()).toNanos();
    }
  }

  /**
   * @param itself the processor time of Ordeal's own process
   * @param at the instant at which that was read, since any origin
   */
  record Reading(List<PartUse> uses, List<PartUse> agents, Duration itself, Duration at) {}

  static AtRest of(Span closed, Span open, List<Duration> starts) {
    List<Part> parts = new ArrayList<>(parts(closed, open, Reading::uses));
    parts.add(new Part(ITSELF, 0, closed.itself(), open.itself()));
    return new AtRest(parts, parts(closed, open, Reading::agents), starts);
  }

  private static List<Part> parts(Span closed, Span open, Function<Reading, List<PartUse>> which) {
    List<Part> parts = new ArrayList<>();
    List<PartUse> last = which.apply(closed.to());
    for (int i = 0; i < last.size(); i++) {
      parts.add(
          new Part(
              last.get(i).part(),
              last.get(i).memoryBytes(),
              closed.cores(which, i),
              open.cores(which, i)));
    }
    return parts;
  }

  /** All parts as one. */
  public Part total() {
    return new Part(
        "total",
        parts.stream().mapToLong(Part::memoryBytes).sum(),
        parts.stream().mapToDouble(Part::closed).sum(),
        parts.stream().mapToDouble(Part::open).sum());
  }

  /** The most that any agent holds. */
  public long agentMemoryBytes() {
    return agents.stream().mapToLong(Part::memoryBytes).max().orElse(0);
  }

  /** The largest share of one core that any agent costs while the sensors are closed. */
  public double agentCores() {
    return agents.stream().mapToDouble(Part::closed).max().orElse(0);
  }

  /** The longest of the starts. */
  public Duration slowestStart() {
    return Collections.max(starts);
  }

  public boolean isGood() {
    return total().memoryBytes() <= MEMORY_LIMIT
        && total().sensors() <= SENSORS_LIMIT
        && agentMemoryBytes() <= AGENT_MEMORY_LIMIT
        && agentCores() <= AGENT_LIMIT
        && slowestStart().compareTo(START_LIMIT) <= 0;
  }
}
