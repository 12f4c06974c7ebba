package dev.ordeal.agent.rest;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time as PostgreSQL writes it: {@code 5min}; units {@code us ms s min h d}, none for seconds.
 */
public final class DurationText {
  private static final Pattern AMOUNT =
      Pattern.compile("\\s*([-+]?[0-9]{0,9}\\.?[0-9]{1,9})\\s*([A-Za-z]*)\\s*");

  private DurationText() {}

  /** The time; empty when {@code value} is none. */
  public static Optional<Duration> of(Object value) {
    Matcher matcher = AMOUNT.matcher(String.valueOf(value));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long nanos =
        switch (matcher.group(2)) {
          case "us" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "", "s" -> 1_000_000_000L;
          case "min" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          case "d" -> 86_400_000_000_000L;
          default -> 0L;
        };
    BigDecimal amount = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanos));
    return nanos == 0 || amount.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(amount.longValue()));
  }
}
