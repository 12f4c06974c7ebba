package dev.ordeal.contracts.postgres;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tells the contract on {@link RealServers} in a process of its own, where the servers' processes
 * can be, two stories at a time. Writes a line {@code story NAME} for each, and what it failed with
 * below that, indented; into a file, since servers and tools share the standard output.
 */
public final class StoryTeller {
  static final String STORY = "story ";
  static final String INDENT = "  ";
  private static final int LANES = 2;

  private final Queue<Method> untold = new ArrayDeque<>(stories());

  private final Path report;

  private StoryTeller(Path report) {
    this.report = report;
  }

  /** The stories of the contract, sorted by name. */
  static List<Method> stories() {
    return Stream.of(PostgresContract.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  /**
   * @param arguments a folder for data, an empty one; the data directory that nodes begin with; the
   *     file with the passwords of its roles; the file to write
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path template = Path.of(arguments[1]);
    Map<String, String> passwords = passwords(Path.of(arguments[2]));
    StoryTeller teller = new StoryTeller(Path.of(arguments[3]));
    try (var lanes = java.util.concurrent.Executors.newFixedThreadPool(LANES)) {
      for (int lane = 0; lane < LANES; lane++) {
        Path own = Files.createDirectory(folder.resolve("lane" + lane));
        RealServers servers = new RealServers(own, lane, template, passwords);
        lanes.execute(() -> teller.tellOn(servers));
      }
    }
    System.exit(0);
  }

  private void tellOn(RealServers servers) {
    for (Method story = next(); story != null; story = next()) {
      write(STORY + story.getName() + "\n" + tell(story, servers).indent(INDENT.length()));
    }
  }

  private synchronized @Nullable Method next() {
    return untold.poll();
  }

  private synchronized void write(String text) {
    try {
      Files.writeString(report, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Empty where it holds. */
  private static String tell(Method story, RealServers servers) {
    try {
      story.invoke(servers);
      return "";
    } catch (InvocationTargetException e) {
      StringWriter text = new StringWriter();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      cause.printStackTrace(new PrintWriter(text));
      return text.toString();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, String> passwords(Path file) throws IOException {
    Map<String, String> passwords = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        passwords.put(line.substring(0, equals), line.substring(equals + 1));
      }
    }
    return passwords;
  }
}
