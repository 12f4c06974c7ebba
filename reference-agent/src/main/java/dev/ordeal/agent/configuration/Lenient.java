package dev.ordeal.agent.configuration;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads single values as generously as Patroni does: truth values as words, numbers as text, with
 * or without a unit, lists as text with commas. Values are what a YAML or JSON reader gives: texts,
 * numbers, truth values, lists, maps.
 */
final class Lenient {
  private static final Pattern QUANTITY =
      Pattern.compile(
          "([-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?)\\s*([a-zA-Z]*)");
  private static final Pattern OCTAL = Pattern.compile("([-+]?)0([0-7]{1,20})");
  private static final Pattern HEXADECIMAL = Pattern.compile("([-+]?)0[xX]([0-9a-fA-F]{1,15})");
  private static final BigDecimal NANOSECONDS_IN_A_MICROSECOND = BigDecimal.valueOf(1_000);

  /** About 292 years; longer times do not fit a count of nanoseconds. */
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Lenient() {}

  /** {@code on}, {@code true}, {@code yes}, {@code 1} and their opposites, in any letter case. */
  static Optional<Boolean> truth(Object value) {
    return switch (text(value).strip().toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes", "1" -> Optional.of(true);
      case "off", "false", "no", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /**
   * A number, converted where it carries a unit.
   *
   * @param unit the unit that a number without one has and that the result is in; empty where there
   *     is none, so that a unit makes it no number
   */
  static Optional<BigDecimal> real(Object value, String unit) {
    if (value instanceof Number || value instanceof String) {
      return plainNumber(text(value).strip(), unit);
    }
    return Optional.empty();
  }

  /** As {@link #real}, rounded half away from zero to a whole number that fits a long. */
  static Optional<Long> whole(Object value, String unit) {
    return real(value, unit)
        .map(number -> number.setScale(0, RoundingMode.HALF_UP))
        .filter(number -> number.abs().compareTo(LONGEST) <= 0)
        .map(BigDecimal::longValue);
  }

  /** A time; a number without a unit counts seconds, fractions included. */
  static Optional<Duration> duration(Object value) {
    return real(value, "us")
        .map(number -> isBare(value) ? number.multiply(BigDecimal.valueOf(1_000_000)) : number)
        .map(microseconds -> microseconds.multiply(NANOSECONDS_IN_A_MICROSECOND))
        .filter(nanoseconds -> nanoseconds.abs().compareTo(LONGEST) <= 0)
        .map(nanoseconds -> Duration.ofNanos(nanoseconds.longValue()));
  }

  /** A number of bytes. */
  static Optional<Long> bytes(Object value) {
    return whole(value, "B");
  }

  /** A text; truth values as PostgreSQL prints them, numbers without exponent. */
  static String text(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? "on" : "off";
      case BigDecimal number -> number.toPlainString();
      case Double number -> BigDecimal.valueOf(number).toPlainString().replaceAll("\\.0$", "");
      default -> String.valueOf(value);
    };
  }

  /** A list of texts: a list, or one text whose items stand between commas. */
  static List<String> texts(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Lenient::text).toList();
    }
    return Arrays.stream(text(value).split(","))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** Lines: a list, or one text of several lines; commas stay as they are. */
  static List<String> lines(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Lenient::text).toList();
    }
    return text(value).lines().filter(line -> !line.isBlank()).toList();
  }

  /** A map with texts for values; keys compare without letter case, as PostgreSQL's names do. */
  static SortedMap<String, String> textsByName(Object value) {
    SortedMap<String, String> texts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, each) -> {
        if (each != null) {
          texts.put(String.valueOf(name), text(each));
        }
      });
    }
    return texts;
  }

  /** A map and everything in it without what is null; empty where it is no map. */
  static Map<String, Object> mapOf(Object value) {
    Map<String, Object> copy = new java.util.LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> {
        if (key != null && each != null) {
          copy.put(String.valueOf(key), withoutNulls(each));
        }
      });
    }
    return copy;
  }

  private static Object withoutNulls(Object value) {
    return switch (value) {
      case Map<?, ?> map -> mapOf(map);
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        for (Object item : list) {
          if (item != null) {
            copy.add(withoutNulls(item));
          }
        }
        yield copy;
      }
      default -> value;
    };
  }

  private static Optional<BigDecimal> plainNumber(String text, String unit) {
    Matcher octal = OCTAL.matcher(text);
    if (octal.matches()) {
      return Optional.of(new BigDecimal(Long.parseLong(octal.group(1) + octal.group(2), 8)));
    }
    Matcher hexadecimal = HEXADECIMAL.matcher(text);
    if (hexadecimal.matches()) {
      return Optional.of(
          new BigDecimal(Long.parseLong(hexadecimal.group(1) + hexadecimal.group(2), 16)));
    }
    Matcher parts = QUANTITY.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(parts.group(1));
    if (parts.group(2).isEmpty()) {
      return Optional.of(number);
    }
    Optional<Units.Unit> from = Units.of(parts.group(2));
    Optional<Units.Unit> to = Units.of(unit);
    if (from.isEmpty() || to.isEmpty() || from.get().kind() != to.get().kind()) {
      return Optional.empty();
    }
    return Optional.of(
        number.multiply(from.get().size()).divide(to.get().size(), MathContext.DECIMAL64));
  }

  private static boolean isBare(Object value) {
    String text = text(value).strip();
    return !text.isEmpty() && !Character.isLetter(text.charAt(text.length() - 1));
  }
}
