package dev.ordeal.cli;

import java.security.SecureRandom;

/** Seeds for those who name none; short, because people type them. */
final class Seeds {
  private static final int LARGEST = 1_000_000;

  private Seeds() {}

  /** From 1 to a million. */
  static long drawn() {
    return 1 + new SecureRandom().nextInt(LARGEST);
  }
}
