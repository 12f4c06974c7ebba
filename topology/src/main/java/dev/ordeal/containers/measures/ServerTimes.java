package dev.ordeal.containers.measures;

import dev.ordeal.containers.engine.ExecAnswer;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.EnvironmentFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** How long PostgreSQL and its tools take on a node, measured by a script that runs there. */
public final class ServerTimes {
  private static final String SCRIPT = "server-times.sh";
  private static final String FOLDER = "/var/lib/postgresql/times";

  private ServerTimes() {}

  /**
   * All of them, in microseconds, by their names.
   *
   * @throws EnvironmentFailed when the script fails
   */
  public static SortedMap<String, List<Long>> on(Part node, Duration limit) {
    ExecAnswer answer =
        node.exec("postgres", limit, "bash", "-c", script(), "server-times", FOLDER);
    if (!answer.ok()) {
      throw new EnvironmentFailed("the times of " + node.name() + ": " + answer.words());
    }
    SortedMap<String, List<Long>> times = new TreeMap<>();
    answer
        .output()
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(words ->
            times
                .computeIfAbsent(words[0], name -> new ArrayList<>())
                .add(Long.parseLong(words[1])));
    return times;
  }

  private static String script() {
    try (InputStream text = ServerTimes.class.getResourceAsStream(SCRIPT)) {
      if (text == null) {
        throw new IllegalStateException(SCRIPT + " is not on the class path");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
