package dev.ordeal.checks;

import java.time.Duration;

/** What the bounds of promises may be; each refusal is an {@link IllegalArgumentException}. */
final class Bounds {
  private Bounds() {}

  static void positive(String promise, Duration bound) {
    if (bound.isNegative() || bound.isZero()) {
      throw new IllegalArgumentException(promise + " needs a time above zero, not " + bound);
    }
  }

  static void notNegative(String promise, Duration bound) {
    if (bound.isNegative()) {
      throw new IllegalArgumentException(promise + " needs a time from zero on, not " + bound);
    }
  }

  static void atLeast(String promise, long bound, long least) {
    if (bound < least) {
      throw new IllegalArgumentException(
          promise + " needs a number from " + least + " on, not " + bound);
    }
  }

  static void fraction(String promise, double bound) {
    if (!(bound >= 0 && bound <= 1)) {
      throw new IllegalArgumentException(promise + " needs a share from 0 to 1, not " + bound);
    }
  }

  static void range(String promise, long atLeast, long atMost) {
    if (atLeast < 0 || atLeast > atMost) {
      throw new IllegalArgumentException(
          promise + " needs a range from 0 on, not " + atLeast + " to " + atMost);
    }
  }
}
