package dev.ordeal.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How the folders are called that a call makes: by when, then by what. */
final class FolderName {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private FolderName() {}

  static String of(Instant when, String what) {
    return TIME.format(when) + "-" + what;
  }
}
