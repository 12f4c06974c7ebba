package dev.ordeal.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a component said while something was seen, short enough for a build's output: where a build
 * keeps no files, this is what is left of the logs.
 *
 * <p>Reads logs whose lines begin with an instant of ISO 8601 and a blank, as the engine writes
 * them; others give no excerpt.
 */
public final class LogExcerpt {
  static final int FIRST_LINES = 40;
  static final int LAST_LINES = 20;
  private static final int WIDTH = 200;

  /** A cause comes before what it causes. */
  private static final Duration EARLIER = Duration.ofSeconds(3);

  private static final Duration LATER = Duration.ofSeconds(2);

  private LogExcerpt() {}

  /**
   * The lines of {@code component} from a moment before {@code fromNs} to a moment after {@code
   * toNs}, both in nanoseconds since the start of the run. Of lines that differ by their digits
   * only, the first and the last are told; of very many others, too, only those at both ends.
   *
   * @return no line where there is no log of that name, or nothing was said then
   * @throws UncheckedIOException where the log cannot be read
   */
  public static List<String> of(
      RunFolder folder, RunDescription run, String component, long fromNs, long toNs) {
    Path log = folder.logs().resolve(component + ".log");
    if (!Files.isRegularFile(log)) {
      return List.of();
    }
    Instant start = Instant.parse(run.startedAt());
    Instant from = start.plusNanos(fromNs).minus(EARLIER);
    Instant to = start.plusNanos(toNs).plus(LATER);
    try {
      // A log may hold whatever a component wrote; what is no UTF-8 is replaced.
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      return shortened(
          text.lines()
              .filter(line -> instant(line).filter(at -> isWithin(at, from, to)).isPresent())
              .map(LogExcerpt::words)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  private static boolean isWithin(Instant at, Instant from, Instant to) {
    return !at.isBefore(from) && !at.isAfter(to);
  }

  private static Optional<Instant> instant(String line) {
    int end = line.indexOf(' ');
    try {
      return end < 0 ? Optional.empty() : Optional.of(Instant.parse(line.substring(0, end)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Without the engine's instant: components say their own. */
  private static String words(String line) {
    String words = line.substring(line.indexOf(' ') + 1);
    return words.length() <= WIDTH ? words : words.substring(0, WIDTH) + "…";
  }

  private static List<String> shortened(List<String> lines) {
    Map<String, List<Integer>> alike = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      alike.computeIfAbsent(shape(lines.get(i)), _ -> new ArrayList<>()).add(i);
    }
    List<String> told = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<Integer> places = alike.getOrDefault(shape(lines.get(i)), List.of());
      if (i == places.getFirst() || i == places.getLast()) {
        told.add(lines.get(i));
      }
      if (i == places.getFirst() && places.size() > 2) {
        told.add("  (%d like it until the last)".formatted(places.size() - 2));
      }
    }
    int leftOut = told.size() - FIRST_LINES - LAST_LINES;
    if (leftOut > 1) {
      told.subList(FIRST_LINES, FIRST_LINES + leftOut).clear();
      told.add(FIRST_LINES, "  (" + leftOut + " lines left out)");
    }
    return List.copyOf(told);
  }

  private static String shape(String line) {
    return line.replaceAll("\\d+", "0");
  }
}
