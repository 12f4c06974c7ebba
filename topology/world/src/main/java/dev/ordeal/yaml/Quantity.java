package dev.ordeal.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with their units, as people write them. A number without its unit is no quantity. */
public final class Quantity {
  /** A duration as a regular expression, for schemas. */
  public static final String DURATION = "-?[0-9]+(\\.[0-9]+)?(ms|s|m|h)";

  /** A rate as a regular expression, for schemas. */
  public static final String RATE = "[0-9]+(\\.[0-9]+)?/(s|m|h)";

  /** A size as a regular expression, for schemas. */
  public static final String SIZE = "[0-9]+(B|KB|MB|GB)";

  /** A share as a regular expression, for schemas. */
  public static final String PERCENT = "[0-9]+(\\.[0-9]+)?%";

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)(.*)");
  private static final BigDecimal NANOSECONDS = BigDecimal.valueOf(1_000_000_000);

  private Quantity() {}

  /** {@code 250ms}, {@code 5s}, {@code 1.5m}, {@code 2h}, also negative; to the nanosecond. */
  public static Optional<Duration> duration(String text) {
    return number(text, DURATION)
        .map(parts ->
            Duration.ofNanos(
                new BigDecimal(parts.group(1))
                    .multiply(seconds(parts.group(2)))
                    .multiply(NANOSECONDS)
                    .longValue()));
  }

  /** {@code 200/s}, {@code 30/m}: how often in a second. */
  public static Optional<Double> rate(String text) {
    return number(text, RATE)
        .map(parts ->
            Double.parseDouble(parts.group(1))
                / seconds(parts.group(2).substring(1)).doubleValue());
  }

  /** {@code 64KB}, {@code 1MB}: bytes, a kilobyte being 1024 of them, as PostgreSQL counts. */
  public static Optional<Long> size(String text) {
    return number(text, SIZE).map(parts -> Long.parseLong(parts.group(1)) * bytes(parts.group(2)));
  }

  /** {@code 99.9%}: a fraction of one. */
  public static Optional<Double> percent(String text) {
    return number(text, PERCENT)
        .map(parts -> new BigDecimal(parts.group(1)).movePointLeft(2).doubleValue());
  }

  private static Optional<Matcher> number(String text, String form) {
    // Fifteen digits keep every product within a long.
    if (text.length() > 15 || !text.matches(form)) {
      return Optional.empty();
    }
    Matcher parts = NUMBER_AND_UNIT.matcher(text);
    return parts.matches() ? Optional.of(parts) : Optional.empty();
  }

  private static BigDecimal seconds(String unit) {
    return switch (unit) {
      case "ms" -> new BigDecimal("0.001");
      case "m" -> BigDecimal.valueOf(60);
      case "h" -> BigDecimal.valueOf(3600);
      default -> BigDecimal.ONE;
    };
  }

  private static long bytes(String unit) {
    return switch (unit) {
      case "KB" -> 1L << 10;
      case "MB" -> 1L << 20;
      case "GB" -> 1L << 30;
      default -> 1;
    };
  }
}
