package dev.ordeal.engine;

import java.math.BigDecimal;
import java.time.Duration;

/** How failures and times read in evidence. */
final class Words {
  private Words() {}

  static String of(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  /** {@code 5 s}, {@code 1.5 s}, {@code 250 ms}. */
  static String of(Duration duration) {
    long millis = duration.toMillis();
    if (Math.abs(millis) < 1000) {
      return millis + " ms";
    }
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + " s";
  }
}
