package dev.ordeal.trials.measures;

import java.time.Duration;
import java.util.Locale;

/** How short times read. */
public final class Milliseconds {
  private static final double NANOS = 1e6;

  private Milliseconds() {}

  /** {@code 1002.3 ms}. */
  public static String of(Duration time) {
    return of(time.toNanos());
  }

  /** {@code 1002.3 ms}. */
  public static String of(long nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / NANOS);
  }

  /** With its sign: {@code +2.3 ms}. */
  public static String signed(Duration time) {
    return String.format(Locale.ROOT, "%+.1f ms", time.toNanos() / NANOS);
  }
}
