package dev.ordeal.agent.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** The time at which something is to be done, as a client writes it: ISO 8601 with an offset. */
sealed interface ScheduleText {
  /** A time that is still to come. */
  record At(Instant time) implements ScheduleText {}

  /** No such time. */
  record Wrong(int code, String text) implements ScheduleText {}

  /** Accepts a blank for the {@code T}, a missing time of day or seconds, and {@code UTC}. */
  DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:MM:ss", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  /**
   * @param what is scheduled, {@code switchover} or {@code restart}
   */
  static ScheduleText parse(Object value, String what, Instant now) {
    TemporalAccessor parsed;
    try {
      parsed =
          FORMAT.parseBest(
              normal(String.valueOf(value)),
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from);
    } catch (DateTimeParseException e) {
      return new Wrong(
          422,
          "Unable to parse scheduled timestamp. It should be in an unambiguous format, e.g. ISO"
              + " 8601");
    }
    if (!parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
      return new Wrong(400, "Timezone information is mandatory for the scheduled " + what);
    }
    Instant time = Instant.from(parsed);
    return time.isBefore(now)
        ? new Wrong(422, "Cannot schedule " + what + " in the past")
        : new At(time);
  }

  private static String normal(String text) {
    return text.strip()
        .replaceFirst("^(\\S+)\\s+(?=[0-9])", "$1T")
        .replaceFirst("(?i)\\s*(utc|gmt|z)$", "Z")
        .replaceFirst("\\s+(?=[-+])", "");
  }
}
