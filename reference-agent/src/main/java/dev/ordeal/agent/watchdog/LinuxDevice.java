package dev.ordeal.agent.watchdog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A device of Linux's watchdog API ({@code Documentation/watchdog/watchdog-api.rst}). */
final class LinuxDevice implements Device {
  private static final int WRITE_ONLY = 1;
  private static final int CLOSED_FOR_CHILDREN = 0x80000;

  /** {@code _IOWR('W', 6, int)}. */
  private static final long SET_TIMEOUT = 0xC0045706L;

  /** {@code _IOR('W', 7, int)}. */
  private static final long GET_TIMEOUT = 0x80045707L;

  private final int file;

  private LinuxDevice(int file) {
    this.file = file;
  }

  /** Opening it sets it to work. */
  static Device open(Path path) throws IOException {
    return new LinuxDevice(CLibrary.open(path.toString(), WRITE_ONLY | CLOSED_FOR_CHILDREN));
  }

  /** A driver whose time cannot be set has one of its own. */
  @Override
  public Duration setTimeout(Duration timeout) throws IOException {
    try {
      CLibrary.ioctl(file, SET_TIMEOUT, (int) timeout.toSeconds());
    } catch (IOException cannot) {
      return currentTimeout(cannot);
    }
    return Duration.ofSeconds(CLibrary.ioctl(file, GET_TIMEOUT, 0));
  }

  private Duration currentTimeout(IOException cannot) throws IOException {
    try {
      return Duration.ofSeconds(CLibrary.ioctl(file, GET_TIMEOUT, 0));
    } catch (IOException e) {
      throw cannot;
    }
  }

  @Override
  public void feed() throws IOException {
    CLibrary.write(file, "1");
  }

  @Override
  public void disarm() throws IOException {
    try {
      CLibrary.write(file, "V");
    } finally {
      CLibrary.close(file);
    }
  }
}
