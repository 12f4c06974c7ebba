package dev.ordeal.agent.rest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the contract writes them: {@code 2026-11-25T10:00:00+00:00}. */
final class IsoTime {
  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter WITH_FRACTION =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private IsoTime() {}

  static String of(Instant time) {
    return (time.getNano() < 1_000 ? WHOLE : WITH_FRACTION).format(time);
  }
}
