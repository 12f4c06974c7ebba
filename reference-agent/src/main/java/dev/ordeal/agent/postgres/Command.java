package dev.ordeal.agent.postgres;

import dev.ordeal.agent.cycle.PortFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's tools, without the agent's own variables (contract, section 1.1). */
final class Command {
  private Command() {}

  /** What a command left behind. */
  record Result(int code, String output) {
    boolean ok() {
      return code == 0;
    }
  }

  /** The environment of a child: PostgreSQL inherits nothing that is meant for the agent. */
  static ProcessBuilder builder(List<String> words) {
    var builder = new ProcessBuilder(words);
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(name -> name.startsWith("PATRONI_") || name.equals("NOTIFY_SOCKET"));
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("PGAPPNAME", "Patroni");
    return builder;
  }

  /** Runs to the end; output and errors together. Unavailable when it takes too long. */
  static Result run(List<String> words, Map<String, String> variables, Duration limit) {
    return run(words, variables, limit, "");
  }

  /**
   * As {@link #run(List, Map, Duration)}.
   *
   * @param input a few lines, on standard input
   */
  static Result run(
      List<String> words, Map<String, String> variables, Duration limit, String input) {
    ProcessBuilder builder = builder(words).redirectErrorStream(true);
    builder.environment().putAll(variables);
    Path output = null;
    try {
      // A file, not a pipe: a grandchild that lives on would hold the pipe open.
      output = Files.createTempFile("ordeal-agent", ".out");
      builder.redirectOutput(output.toFile());
      Process process = builder.start();
      try (OutputStream typed = process.getOutputStream()) {
        typed.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It has ended without reading, and its exit code says more.
      }
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        // A shell whose present command is ended first would go on with its next one.
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        throw new PortFailure.Unavailable(
            words.getFirst() + " took longer than " + limit.toSeconds() + " s");
      }
      return new Result(
          process.exitValue(), Files.readString(output, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new PortFailure.Refused("cannot run " + words.getFirst() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PortFailure.Unavailable(words.getFirst() + " was interrupted", e);
    } finally {
      delete(output);
    }
  }

  /** As {@link #run}; refused when the command fails. */
  static String must(List<String> words, Map<String, String> variables, Duration limit) {
    return mustBeOk(words, run(words, variables, limit));
  }

  /** What {@code words} have printed; refused when they failed. */
  static String mustBeOk(List<String> words, Result result) {
    if (!result.ok()) {
      throw new PortFailure.Refused(
          Path.of(words.getFirst()).getFileName() + " failed: " + reason(result.output()));
    }
    return result.output();
  }

  /** The last line that speaks of an error, else the last one. */
  private static String reason(String output) {
    return output
        .lines()
        .filter(line -> line.contains("FATAL") || line.contains("error:"))
        .reduce((first, second) -> second)
        .orElse(output.substring(output.lastIndexOf('\n') + 1));
  }

  private static void delete(@org.jspecify.annotations.Nullable Path file) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        // A temporary file that stays behind harms nobody.
      }
    }
  }
}
