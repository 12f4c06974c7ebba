package dev.ordeal.containers.measures;

import java.time.Duration;
import java.time.Instant;

/**
 * What a container uses, as the engine counts it.
 *
 * @param memoryBytes in use, without file pages that could be dropped at once; a node's data volume
 *     is memory and counts
 * @param processorTime used since the container was started
 * @param at when it was counted
 */
public record PartUse(String part, long memoryBytes, Duration processorTime, Instant at) {
  /** The share of one core that the container used since {@code earlier}; 1 is a whole core. */
  public double coresSince(PartUse earlier) {
    double used = processorTime.minus(earlier.processorTime).toNanos();
    return used / Duration.between(earlier.at, at).toNanos();
  }
}
