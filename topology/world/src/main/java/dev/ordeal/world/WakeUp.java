package dev.ordeal.world;

import java.util.Comparator;

/**
 * A waiter's turn at an instant. Stale, and skipped, once its wait has ended in another way: a wait
 * with a limit has two wake-ups, and taking one out of a queue is linear.
 */
record WakeUp(long atNanos, long sequence, Waiter waiter) implements Comparable<WakeUp> {
  private static final Comparator<WakeUp> ORDER =
      Comparator.comparingLong(WakeUp::atNanos).thenComparingLong(WakeUp::sequence);

  @Override
  public int compareTo(WakeUp other) {
    return ORDER.compare(this, other);
  }
}
