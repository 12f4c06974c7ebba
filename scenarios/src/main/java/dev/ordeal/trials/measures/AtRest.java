package dev.ordeal.trials.measures;

import dev.ordeal.containers.measures.PartUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an environment uses when nobody uses it, with the sensors closed and with them open.
 *
 * @param parts every container, and Ordeal's own process last
 */
public record AtRest(List<Part> parts) {
  /** More memory than this an environment must not need. */
  public static final long MEMORY_LIMIT = 1536L << 20;

  /** More of one core than this the sensors must not cost. */
  public static final double SENSORS_LIMIT = 0.15;

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
  }

  /** What was read at the two ends of a time. */
  record Span(Reading from, Reading to) {
    List<Double> cores() {
      List<Double> cores = new ArrayList<>();
      for (int i = 0; i < from.uses().size(); i++) {
        cores.add(to.uses().get(i).coresSince(from.uses().get(i)));
      }
      return cores;
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
  record Reading(List<PartUse> uses, Duration itself, Duration at) {}

  static AtRest of(Span closed, Span open) {
    List<Part> parts = new ArrayList<>();
    List<PartUse> last = closed.to().uses();
    for (int i = 0; i < last.size(); i++) {
      parts.add(
          new Part(
              last.get(i).part(),
              last.get(i).memoryBytes(),
              closed.cores().get(i),
              open.cores().get(i)));
    }
    parts.add(new Part(ITSELF, 0, closed.itself(), open.itself()));
    return new AtRest(parts);
  }

  /** All parts as one. */
  public Part total() {
    return new Part(
        "total",
        parts.stream().mapToLong(Part::memoryBytes).sum(),
        parts.stream().mapToDouble(Part::closed).sum(),
        parts.stream().mapToDouble(Part::open).sum());
  }

  public boolean isGood() {
    return total().memoryBytes() <= MEMORY_LIMIT && total().sensors() <= SENSORS_LIMIT;
  }
}
