package dev.ordeal.agent.configuration;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PostgreSQL's units of memory and time, letter case and all: {@code 128MB}, {@code 30min}. */
final class Units {
  /** A unit and how many of the smallest of its kind it holds. */
  record Unit(String name, Kind kind, BigDecimal size) {}

  /** What is measured; quantities of different kinds cannot be converted. */
  enum Kind {
    MEMORY,
    TIME
  }

  /** From the smallest to the greatest, by kind. */
  private static final List<Unit> ALL =
      List.of(
          memory("B", 0),
          memory("kB", 10),
          memory("MB", 20),
          memory("GB", 30),
          memory("TB", 40),
          time("us", 1),
          time("ms", 1_000),
          time("s", 1_000_000),
          time("min", 60_000_000),
          time("h", 3_600_000_000L),
          time("d", 86_400_000_000L));

  /** {@code 8kB}: a unit that is a multiple, as {@code pg_settings} has them. */
  private static final Pattern MULTIPLE = Pattern.compile("([0-9]*)([a-zA-Z]+)");

  private Units() {}

  /** A unit as {@code pg_settings} names it, {@code ms}, {@code kB} or {@code 8kB}. */
  static Optional<Unit> of(String text) {
    Matcher parts = MULTIPLE.matcher(text.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    BigDecimal factor = parts.group(1).isEmpty() ? BigDecimal.ONE : new BigDecimal(parts.group(1));
    return ALL.stream()
        .filter(unit -> unit.name().equals(parts.group(2)))
        .findFirst()
        .map(unit -> new Unit(text.strip(), unit.kind(), unit.size().multiply(factor)));
  }

  /** The units of a kind, the greatest first. */
  static List<Unit> ofKind(Kind kind) {
    return ALL.reversed().stream().filter(unit -> unit.kind() == kind).toList();
  }

  private static Unit memory(String name, int power) {
    return new Unit(name, Kind.MEMORY, BigDecimal.TWO.pow(power));
  }

  private static Unit time(String name, long microseconds) {
    return new Unit(name, Kind.TIME, BigDecimal.valueOf(microseconds));
  }
}
