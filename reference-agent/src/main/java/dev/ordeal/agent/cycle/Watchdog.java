package dev.ordeal.agent.cycle;

import dev.ordeal.world.Moment;
import java.time.Duration;

/**
 * A device that resets the whole machine when it is not fed in time: what is left to end a server
 * that takes writes when agent and guardian are both gone (contract, section 4.10).
 */
public interface Watchdog {
  /** Takes new times; a device that is at work is set anew. */
  void useTiming(Duration timeToLive, Duration loopWait);

  /**
   * Sets the device to work where it is not at work yet.
   *
   * @return whether this node may lead as far as the device is concerned
   */
  boolean activate();

  /** A renewal that was sent at {@code sent} has succeeded; of no effect while not at work. */
  void feed(Moment sent);

  /** The server takes no writes, or people have taken it over: nothing is reset any more. */
  void disable();

  /** Whether this node may not lead because it must have a device and has none. */
  boolean forbidsLeading();

  /** Where there is no device and none is asked for. */
  Watchdog NONE =
      new Watchdog() {
        @Override
        public void useTiming(Duration timeToLive, Duration loopWait) {}

        @Override
        public boolean activate() {
          return true;
        }

        @Override
        public void feed(Moment sent) {}

        @Override
        public void disable() {}

        @Override
        public boolean forbidsLeading() {
          return false;
        }
      };
}
