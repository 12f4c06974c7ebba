package dev.ordeal.agent.postgres;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's first process: a child of this agent, or one adopted from an agent before it. A
 * zombie does not run.
 */
final class Postmaster {
  private static final Duration ADOPTED_LOOK = Duration.ofMillis(50);

  private final Path pidFile;
  private final World world;
  private volatile @Nullable ProcessHandle handle;
  private volatile Runnable onEnd = () -> {};

  Postmaster(Path dataDirectory, World world) {
    this.pidFile = dataDirectory.resolve("postmaster.pid");
    this.world = world;
  }

  void whenItEnds(Runnable action) {
    onEnd = action;
  }

  /**
   * Removes the lock files of a server that was ended hard. PostgreSQL would refuse to start while
   * any process has their number, and on a machine that was started anew another soon has.
   *
   * @param sockets the lock files beside its sockets
   */
  void forgetTheDead(List<Path> sockets) {
    forgetIfDead(pidFile);
    sockets.forEach(Postmaster::forgetIfDead);
  }

  private static void forgetIfDead(Path file) {
    boolean alive =
        lines(file)
            .map(List::getFirst)
            .flatMap(Postmaster::number)
            .filter(Postmaster::isServer)
            .isPresent();
    if (!alive) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new PortFailure.Refused("cannot remove " + file + ": " + e, e);
      }
    }
  }

  /** Starts the server as a child; its output goes where the agent's goes. */
  void start(List<String> words) {
    try {
      Process process =
          Command.builder(words)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      handle = process.toHandle();
      process.onExit().thenRun(this::ended);
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot start the server: " + e.getMessage(), e);
    }
  }

  /** Takes over a server that runs already. */
  void adopt() {
    if (isAlive()) {
      return;
    }
    lines()
        .map(List::getFirst)
        .flatMap(Postmaster::number)
        .filter(Postmaster::isServer)
        .flatMap(ProcessHandle::of)
        .ifPresent(found -> {
          handle = found;
          world.group("postmaster").spawn("await its end", () -> await(found.pid()));
        });
  }

  /** The JDK looks ever more seldom for the end of a process that is not a child. */
  private void await(long pid) {
    while (isServer(pid)) {
      world.sleep(ADOPTED_LOOK);
    }
    ended();
  }

  private void ended() {
    onEnd.run();
  }

  Optional<Long> pid() {
    ProcessHandle kept = handle;
    return kept == null || !isAlive() ? Optional.empty() : Optional.of(kept.pid());
  }

  boolean isAlive() {
    ProcessHandle kept = handle;
    return kept != null && kept.isAlive() && isServer(kept.pid());
  }

  /** What the server says of itself in its file: starting, ready, standby, stopping. */
  Optional<String> said() {
    return lines()
        .filter(lines -> lines.size() >= 8)
        .filter(lines -> number(lines.getFirst()).equals(pid()))
        .map(lines -> lines.get(7).strip());
  }

  /** The folder of its first socket, as it is configured; empty while there is none. */
  Optional<String> socketDirectory() {
    return lines().filter(lines -> lines.size() >= 5).map(lines -> lines.get(4).strip());
  }

  /** Whether it takes connections. */
  boolean takesConnections() {
    return said().filter(word -> word.equals("ready") || word.equals("standby")).isPresent();
  }

  /** Whether it has ended its recovery. */
  boolean takesWrites() {
    return said().filter("ready"::equals).isPresent();
  }

  /** Sends a signal to the first process alone. */
  void signal(ServerSettings settings, String name) {
    pid()
        .ifPresent(pid ->
            Command.run(
                List.of(settings.tool("pg_ctl").toString(), "kill", name, Long.toString(pid)),
                java.util.Map.of(),
                Duration.ofSeconds(5)));
  }

  /** Ends every process of the server at once. */
  void killAll() {
    ProcessHandle kept = handle;
    if (kept != null) {
      List<ProcessHandle> children = kept.descendants().toList();
      kept.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private Optional<List<String>> lines() {
    return lines(pidFile);
  }

  private static Optional<List<String>> lines(Path file) {
    try {
      return Optional.of(Files.readAllLines(file)).filter(lines -> !lines.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> number(String text) {
    return text.strip().matches("[0-9]{1,10}")
        ? Optional.of(Long.valueOf(text.strip()))
        : Optional.empty();
  }

  /** Whether {@code pid} is a living process of PostgreSQL: numbers are used again. */
  private static boolean isServer(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      int end = stat.lastIndexOf(')');
      return stat.contains("(postgres)") && end > 0 && stat.charAt(end + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }
}
