package dev.ordeal.agent.watchdog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A watchdog that was opened, and so runs. */
interface Device {
  /** How a device is opened. */
  interface Opener {
    Device open(Path path) throws IOException;
  }

  /**
   * Sets the time after which it fires.
   *
   * @return the time that the driver has made of it
   */
  Duration setTimeout(Duration timeout) throws IOException;

  void feed() throws IOException;

  /** Ends it by the letter that tells the driver that this is meant. */
  void disarm() throws IOException;
}
