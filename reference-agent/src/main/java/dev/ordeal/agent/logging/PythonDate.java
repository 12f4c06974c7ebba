package dev.ordeal.agent.logging;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** Python's strftime formats, and the one that its logging uses where none is given. */
final class PythonDate {
  private static final String DEFAULT_PATTERN = "uuuu-MM-dd HH:mm:ss,SSS";

  private final DateTimeFormatter formatter;

  private PythonDate(DateTimeFormatter formatter) {
    this.formatter = formatter;
  }

  /**
   * A format of times in a zone.
   *
   * @param format strftime; absent means {@code 2026-11-24 16:31:12,763}
   */
  static PythonDate of(Optional<String> format, ZoneId zone) {
    DateTimeFormatter formatter =
        format
            .map(PythonDate::formatter)
            .orElseGet(() -> DateTimeFormatter.ofPattern(DEFAULT_PATTERN, Locale.ROOT));
    return new PythonDate(formatter.withZone(zone));
  }

  String render(Instant instant) {
    return formatter.format(instant);
  }

  private static DateTimeFormatter formatter(String format) {
    var builder = new DateTimeFormatterBuilder();
    for (int i = 0; i < format.length(); i++) {
      char letter = format.charAt(i);
      if (letter != '%' || i + 1 == format.length()) {
        builder.appendLiteral(letter);
        continue;
      }
      i++;
      append(builder, format.charAt(i));
    }
    return builder.toFormatter(Locale.ENGLISH);
  }

  private static void append(DateTimeFormatterBuilder builder, char directive) {
    switch (directive) {
      case 'Y' -> builder.appendPattern("uuuu");
      case 'y' -> builder.appendPattern("uu");
      case 'm' -> builder.appendPattern("MM");
      case 'd' -> builder.appendPattern("dd");
      case 'H' -> builder.appendPattern("HH");
      case 'I' -> builder.appendPattern("hh");
      case 'M' -> builder.appendPattern("mm");
      case 'S' -> builder.appendPattern("ss");
      case 'f' -> builder.appendFraction(ChronoField.NANO_OF_SECOND, 6, 6, false);
      case 'j' -> builder.appendPattern("DDD");
      case 'p' -> builder.appendPattern("a");
      case 'z' -> builder.appendOffset("+HHMM", "+0000");
      case 'Z' -> builder.appendZoneText(TextStyle.SHORT);
      case 'a' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.SHORT);
      case 'A' -> builder.appendText(ChronoField.DAY_OF_WEEK, TextStyle.FULL);
      case 'b' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
      case 'B' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
      case 's' -> builder.appendValue(ChronoField.INSTANT_SECONDS);
      case 'F' -> builder.appendPattern("uuuu-MM-dd");
      case 'T' -> builder.appendPattern("HH:mm:ss");
      case '%' -> builder.appendLiteral('%');
      default -> builder.appendLiteral("%" + directive);
    }
  }
}
