package dev.ordeal.trials.measures;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.EventCodec;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes events down as a run does, into a file that is deleted in the end. */
final class EventFile implements Recorder, AutoCloseable {
  private final World world;
  private final Moment start;
  private final Path path;
  private final OutputStream file;

  EventFile(World world) {
    this.world = world;
    this.start = world.monotonic();
    try {
      path = Files.createTempFile("ordeal-at-rest", ".jsonl");
      file = Files.newOutputStream(path);
    } catch (IOException error) {
      throw new UncheckedIOException("no temporary file can be written", error);
    }
  }

  @Override
  public void record(Event event) {
    byte[] line = (EventCodec.line(event) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (file) {
      try {
        file.write(line);
      } catch (IOException error) {
        throw new UncheckedIOException("cannot write " + path, error);
      }
    }
  }

  @Override
  public long nowNs() {
    return world.monotonic().since(start).toNanos();
  }

  @Override
  public void close() {
    try {
      file.close();
      Files.deleteIfExists(path);
    } catch (IOException error) {
      throw new UncheckedIOException("cannot delete " + path, error);
    }
  }
}
