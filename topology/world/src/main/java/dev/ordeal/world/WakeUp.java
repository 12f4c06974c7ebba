package dev.ordeal.world;

import org.jspecify.annotations.Nullable;

/**
 * What is due at an instant: a task's turn, or an action. A task's turn is stale, and skipped, once
 * its wait has ended in another way; the end of a limit is then taken out of the queue at once.
 */
final class WakeUp {
  final long atNanos;
  final long sequence;
  final @Nullable Waiter waiter;
  final @Nullable Runnable action;

  /** Its place in the heap; negative where it is in none. */
  int place = -1;

  private WakeUp(long atNanos, long sequence, @Nullable Waiter waiter, @Nullable Runnable action) {
    this.atNanos = atNanos;
    this.sequence = sequence;
    this.waiter = waiter;
    this.action = action;
  }

  static WakeUp of(long atNanos, long sequence, Waiter waiter) {
    return new WakeUp(atNanos, sequence, waiter, null);
  }

  static WakeUp of(long atNanos, long sequence, Runnable action) {
    return new WakeUp(atNanos, sequence, null, action);
  }
}
