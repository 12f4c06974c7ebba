package dev.ordeal.world;

import java.time.Duration;

/**
 * An instant of the monotonic clock, in nanoseconds since an origin that only its own world knows.
 * Deadlines are moments; a wall-clock {@link java.time.Instant} never is one, so that no step of
 * the system clock can move a deadline.
 */
public record Moment(long nanos) implements Comparable<Moment> {
  public Moment plus(Duration duration) {
    return new Moment(nanos + duration.toNanos());
  }

  public Moment minus(Duration duration) {
    return new Moment(nanos - duration.toNanos());
  }

  /**
   * The time from {@code earlier} to this moment; negative where {@code earlier} is the later one.
   */
  public Duration since(Moment earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }

  public boolean isBefore(Moment other) {
    return nanos < other.nanos;
  }

  public boolean isAfter(Moment other) {
    return nanos > other.nanos;
  }

  @Override
  public int compareTo(Moment other) {
    return Long.compare(nanos, other.nanos);
  }
}
