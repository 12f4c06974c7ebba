package dev.ordeal.agent.watchdog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Driver {@code testing}: writes down, in a file, what a device would have been told. */
record PlainFile(Path path) implements Device {
  @Override
  public Duration setTimeout(Duration timeout) throws IOException {
    write("timeout=" + timeout.toSeconds() + "\n");
    return timeout;
  }

  @Override
  public void feed() throws IOException {
    write("1");
  }

  @Override
  public void disarm() throws IOException {
    write("V\n");
  }

  private void write(String text) throws IOException {
    Files.writeString(path, text, StandardOpenOption.APPEND);
  }
}
