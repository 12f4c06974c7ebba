package dev.ordeal.agent.cycle;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants as the contract writes them. */
final class Times {
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");

  private Times() {}

  static String iso(Instant instant) {
    return ISO.format(instant.atOffset(ZoneOffset.UTC));
  }
}
