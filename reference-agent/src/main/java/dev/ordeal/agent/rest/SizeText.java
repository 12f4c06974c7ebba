package dev.ordeal.agent.rest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of bytes as PostgreSQL writes it: {@code 10MB}; units {@code B kB MB GB TB}. */
public final class SizeText {
  private static final Pattern AMOUNT =
      Pattern.compile("\\s*([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]{1,2})?)\\s*([A-Za-z]*)\\s*");

  private SizeText() {}

  /** The amount in bytes, rounded; empty when {@code text} is none. */
  public static OptionalLong bytes(String text) {
    Matcher matcher = AMOUNT.matcher(text);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long unit =
        switch (matcher.group(2)) {
          case "", "B" -> 1L;
          case "kB" -> 1L << 10;
          case "MB" -> 1L << 20;
          case "GB" -> 1L << 30;
          case "TB" -> 1L << 40;
          default -> 0L;
        };
    if (unit == 0) {
      return OptionalLong.empty();
    }
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
    try {
      return OptionalLong.of(bytes.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }
}
