package dev.ordeal.agent.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sends one segment to the archive, as the server itself would. */
final class ArchiveCommand {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private ArchiveCommand() {}

  /**
   * Refused when the command fails.
   *
   * @param command {@code archive_command}; the server runs it in its data directory
   */
  static void run(String command, Path directory, String segment) {
    String inDirectory = "cd \"$0\" || exit 1\n" + words(command, segment);
    Command.must(List.of("sh", "-c", inDirectory, directory.toString()), Map.of(), LIMIT);
  }

  /** With the segment in place of {@code %p} and {@code %f}; {@code %%} is a percent sign. */
  static String words(String command, String segment) {
    var words = new StringBuilder();
    for (int i = 0; i < command.length(); i++) {
      char letter = command.charAt(i);
      char next = i + 1 < command.length() ? command.charAt(i + 1) : ' ';
      if (letter != '%' || "pf%".indexOf(next) < 0) {
        words.append(letter);
        continue;
      }
      switch (next) {
        case 'p' -> words.append("pg_wal/").append(segment);
        case 'f' -> words.append(segment);
        default -> words.append('%');
      }
      i++;
    }
    return words.toString();
  }
}
