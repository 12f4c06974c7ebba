package dev.ordeal.sensors;

import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;

/**
 * Whether something is going on that wants the eyes wide open: a fault or an operation was marked,
 * or the leader key changed, within the last {@link #SPAN}.
 */
final class Attention {
  /** For how long one event keeps the eyes wide open. */
  static final Duration SPAN = Duration.ofSeconds(10);

  private final World world;
  private volatile Moment until;

  Attention(World world) {
    this.world = world;
    this.until = world.monotonic();
  }

  /**
   * Something happens now.
   *
   * @return whether all was calm before
   */
  synchronized boolean rouse() {
    boolean calm = !isRoused();
    until = world.monotonic().plus(SPAN);
    return calm;
  }

  boolean isRoused() {
    return until.since(world.monotonic()).isPositive();
  }
}
