package dev.ordeal.containers.measures;

import dev.ordeal.containers.engine.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Asks the kernel what every process of a part waits for. A Java process is asked for its threads
 * too, which it writes into the part's log.
 */
public final class ProcessStates {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * A line for each process: number, parent, state, threads, what it waits for in the kernel, name;
   * another for each thread that cannot be interrupted. Reads nothing that would wait for the
   * process it asks of.
   */
  private static final String SCRIPT =
      """
      for process in /proc/[0-9]*; do
        read -r name 2>/dev/null <"$process/comm" || continue
        read -r stat 2>/dev/null <"$process/stat" || continue
        set -- ${stat##*) }
        read -r waits 2>/dev/null <"$process/wchan" || waits=
        echo "${process#/proc/} $2 $1 ${18} ${waits:--} $name"
        [[ $name != java ]] || kill -QUIT "${process#/proc/}"
        for task in "$process"/task/*; do
          read -r stat 2>/dev/null <"$task/stat" || continue
          set -- ${stat##*) }
          read -r waits 2>/dev/null <"$task/wchan" || waits=
          [[ $1 != D ]] || echo "  thread ${task##*/} D ${waits:--}"
        done
      done
      """;

  private ProcessStates() {}

  /** Writes {@code folder/NAME.processes}; of a part that cannot be asked, why not. */
  public static void write(Part part, Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(part.name() + ".processes"), states(part));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + folder, e);
    }
  }

  private static String states(Part part) {
    try {
      var answer = part.exec("root", LIMIT, "bash", "-c", SCRIPT);
      return answer.ok() ? answer.output() : "not told: " + answer.words() + "\n";
    } catch (RuntimeException e) {
      return "not told: " + e.getMessage() + "\n";
    }
  }
}
