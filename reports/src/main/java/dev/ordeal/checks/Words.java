package dev.ordeal.checks;

import java.time.Duration;
import java.util.Locale;

/** How times, shares and numbers read in verdicts. */
final class Words {
  private Words() {}

  static String atMost(Duration bound) {
    return "at most " + duration(bound);
  }

  /** {@code 5 s}, {@code 1.5 s}, {@code 250 ms}. */
  static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis % 1000 == 0
        ? millis / 1000 + " s"
        : String.format(Locale.ROOT, "%.3f", millis / 1000.0).replaceFirst("0+$", "") + " s";
  }

  static String duration(long nanos) {
    return duration(Duration.ofMillis(Math.round(nanos / 1e6)));
  }

  /** An instant of the run, in seconds to the millisecond: {@code 12.345 s}. */
  static String at(long nanos) {
    return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
  }

  static String from(long fromNs, long toNs) {
    return "from " + at(fromNs) + " to " + at(toNs);
  }

  /** {@code 99.5 %}, without needless digits. */
  static String percent(double share) {
    String digits = String.format(Locale.ROOT, "%.3f", share * 100);
    return digits.replaceFirst("\\.?0+$", "") + " %";
  }

  static String between(long atLeast, long atMost) {
    if (atLeast == atMost) {
      return "exactly " + atLeast;
    }
    if (atMost == Long.MAX_VALUE) {
      return "at least " + atLeast;
    }
    return atLeast == 0 ? "at most " + atMost : atLeast + " to " + atMost;
  }
}
