package dev.ordeal.engine;

import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A wish from outside that a run be broken off; every pause of the story heeds it. */
final class Interruption {
  private final World world;
  private final Mailbox<String> wishes;
  private Optional<String> heard = Optional.empty();

  Interruption(World world) {
    this.world = world;
    this.wishes = world.mailbox();
  }

  /** May be called from any thread. */
  void wish(String reason) {
    wishes.put(reason);
  }

  /**
   * Waits for {@code duration}.
   *
   * @throws BrokenOff as soon as the run is to be broken off
   */
  void pause(Duration duration) {
    if (heard.isEmpty()) {
      heard = wishes.take(duration.isNegative() ? Duration.ZERO : duration);
    }
    if (heard.isPresent()) {
      throw new BrokenOff(heard.get());
    }
  }

  /**
   * Waits until {@code condition} is true, looking every {@code interval}, at most for {@code
   * limit}.
   *
   * @return whether it became true
   */
  boolean await(BooleanSupplier condition, Duration interval, Duration limit) {
    Moment deadline = world.monotonic().plus(limit);
    while (!condition.getAsBoolean()) {
      if (!world.monotonic().isBefore(deadline)) {
        return false;
      }
      pause(interval);
    }
    return true;
  }

  /** The run is broken off, for the reason in the message. */
  static final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenOff(String reason) {
      super(reason, null, false, false);
    }
  }
}
