package dev.ordeal.world;

/** A task's turn at an instant; it is taken out of the queue once the wait has ended otherwise. */
final class WakeUp {
  final long atNanos;
  final long sequence;
  final Waiter waiter;

  /** Its place among those that are far off; negative where it is not one of them. */
  int place = -1;

  WakeUp(long atNanos, long sequence, Waiter waiter) {
    this.atNanos = atNanos;
    this.sequence = sequence;
    this.waiter = waiter;
  }
}
