package dev.ordeal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The real command line in a process of its own, which can be killed. Its sockets, its work folder
 * and what it prints are in {@code folder}.
 */
final class CommandLineProcess implements AutoCloseable {
  private final Process process;
  private final Path output;

  private CommandLineProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static CommandLineProcess start(Path folder, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                // A build in the background ignores Ctrl-C, and so would all that it starts.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Dordeal.home=" + System.getProperty("ordeal.home"),
                "-Dordeal.sockets=" + folder.resolve("doors"),
                "-cp",
                System.getProperty("java.class.path"),
                Ordeal.class.getName()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, arguments[0], ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new CommandLineProcess(process, output);
  }

  /** What it has printed so far, on both streams. */
  String printed() throws IOException {
    return Files.readString(output);
  }

  /**
   * Waits until it has printed {@code words}.
   *
   * @throws AssertionError when it ends or {@code limit} passes before
   */
  void awaitPrinted(String words, Duration limit) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!printed().contains(words)) {
      boolean over = !process.isAlive() && !printed().contains(words);
      if (over || System.nanoTime() > deadline) {
        throw new AssertionError("'" + words + "' was not printed, but:\n" + printed());
      }
      Thread.sleep(20);
    }
  }

  /**
   * Waits for its end.
   *
   * @return its exit code
   * @throws AssertionError when it does not end within {@code limit}
   */
  int await(Duration limit) throws IOException, InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("it did not end, but:\n" + printed());
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL, and waits until the process is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGINT, as Ctrl-C sends it. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    if (process.isAlive()) {
      kill();
    }
  }
}
