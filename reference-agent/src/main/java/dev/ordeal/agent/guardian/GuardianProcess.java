package dev.ordeal.agent.guardian;

import dev.ordeal.agent.cycle.Guard;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agent's side: starts the guardian, moves its deadline, and starts it anew when it is gone.
 */
public final class GuardianProcess implements Guard, AutoCloseable {
  private static final Duration MUST_HAVE_LOOKED = Duration.ofMillis(700);

  private final World world;
  private final Path file;
  private final Path dataDirectory;
  private final List<String> java;
  private final LeaseFile lease;
  private @Nullable Process process;
  private Moment started;

  /**
   * @param file what both share; outside the data directory, on this machine
   * @param java the words that start a small Java with our classes, up to the main class
   */
  public GuardianProcess(World world, Path file, Path dataDirectory, List<String> java) {
    this.world = world;
    this.file = file;
    this.dataDirectory = dataDirectory;
    this.java = List.copyOf(java);
    this.lease = LeaseFile.open(file);
    this.started = world.monotonic();
    ensureRunning();
  }

  @Override
  public void allowUntil(Moment deadline) {
    ensureRunning();
    lease.guardUntil(deadline.nanos());
  }

  @Override
  public void release() {
    lease.release();
  }

  @Override
  public boolean isWatching() {
    return world.monotonic().nanos() - lease.lookedAt() < MUST_HAVE_LOOKED.toNanos();
  }

  /** A guardian that is dead is replaced; one that does not look, frozen for instance, as well. */
  private synchronized void ensureRunning() {
    Process kept = process;
    if (kept != null && kept.isAlive()) {
      boolean young =
          world.monotonic().since(started).compareTo(MUST_HAVE_LOOKED.multipliedBy(3)) < 0;
      if (isWatching() || young) {
        return;
      }
      kept.destroyForcibly();
    }
    List<String> words = new ArrayList<>(java);
    words.add(Guardian.class.getName());
    words.add(file.toString());
    words.add(dataDirectory.toString());
    words.add(Long.toString(ProcessHandle.current().pid()));
    try {
      process =
          new ProcessBuilder(words)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      started = world.monotonic();
    } catch (IOException e) {
      process = null;
    }
  }

  /** Ends the guardian; only when no server is left that takes writes. */
  @Override
  public void close() {
    lease.release();
    Process kept;
    synchronized (this) {
      kept = process;
      process = null;
    }
    if (kept != null) {
      kept.destroy();
    }
    lease.close();
  }
}
