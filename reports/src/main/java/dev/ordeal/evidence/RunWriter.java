package dev.ordeal.evidence;

import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a run folder while the run goes on. Every event is handed to the operating system before
 * {@link #record} returns, so that a killed harness loses at most the line it was writing. The run
 * begins when the writer is opened; a folder that holds a run already is refused.
 */
public final class RunWriter implements Recorder, AutoCloseable {
  private final RunFolder folder;
  private final World world;
  private final Moment start;
  private final OutputStream events;

  private RunWriter(RunFolder folder, World world, OutputStream events) {
    this.folder = folder;
    this.world = world;
    this.start = world.monotonic();
    this.events = events;
  }

  /**
   * @param scenarioText the scenario file as it stands; kept under {@link
   *     RunDescription#scenarioFile}
   * @throws UncheckedIOException when the folder cannot be written, or holds a run already
   */
  public static RunWriter open(Path path, RunDescription run, String scenarioText, World world) {
    var folder = new RunFolder(path);
    try {
      Files.createDirectories(path);
      OutputStream events =
          Files.newOutputStream(
              folder.events(), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND);
      var writer = new RunWriter(folder, world, events);
      writer.describe(run);
      Files.writeString(path.resolve(Path.of(run.scenarioFile()).getFileName()), scenarioText);
      return writer;
    } catch (IOException error) {
      throw new UncheckedIOException("cannot begin a run in " + path, error);
    }
  }

  public RunFolder folder() {
    return folder;
  }

  /** Writes {@code run.json} anew, as a whole or not at all: versions may be known late. */
  public void describe(RunDescription run) {
    try {
      Path draft = folder.path().resolve("run.json.draft");
      Files.writeString(draft, EventCodec.run(run));
      Files.move(
          draft,
          folder.description(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException error) {
      throw new UncheckedIOException("cannot write " + folder.description(), error);
    }
  }

  @Override
  public void record(Event event) {
    byte[] line = (EventCodec.line(event) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (events) {
      try {
        events.write(line);
      } catch (IOException error) {
        throw new UncheckedIOException("cannot write " + folder.events(), error);
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
      events.close();
    } catch (IOException error) {
      throw new UncheckedIOException("cannot close " + folder.events(), error);
    }
  }
}
