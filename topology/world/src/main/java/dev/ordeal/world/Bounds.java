package dev.ordeal.world;

import java.time.Duration;

/**
 * What a simulated run may use before it is broken off, so that a model that runs wild ends with a
 * sentence and not with the machine.
 *
 * @param wakeUps how often tasks may be woken, in all
 * @param virtualTime how far the virtual clock may go
 * @param wallTime how long the run may take on the machine; also ends a task that blocks on
 *     anything but its world
 * @param queueLength how many wake-ups, or messages of one mailbox, may wait at once
 */
public record Bounds(long wakeUps, Duration virtualTime, Duration wallTime, int queueLength) {
  /** Enough for an hour of an environment. */
  public static final Bounds USUAL =
      new Bounds(200_000_000, Duration.ofHours(2), Duration.ofMinutes(2), 1_000_000);

  public Bounds withWakeUps(long limit) {
    return new Bounds(limit, virtualTime, wallTime, queueLength);
  }

  public Bounds withVirtualTime(Duration limit) {
    return new Bounds(wakeUps, limit, wallTime, queueLength);
  }

  public Bounds withWallTime(Duration limit) {
    return new Bounds(wakeUps, virtualTime, limit, queueLength);
  }

  public Bounds withQueueLength(int limit) {
    return new Bounds(wakeUps, virtualTime, wallTime, limit);
  }
}
