package dev.ordeal.checks;

import java.util.Locale;

/**
 * A number that a check found. {@code unit} is {@code s}, {@code ms}, {@code 1}, {@code %} or
 * {@code B}.
 *
 * @param value not a number where it is unknown: what it rests on was not seen
 */
public record Figure(String name, double value, String unit) {
  /** A figure for which nothing was seen. */
  public static Figure unknown(String name, String unit) {
    return new Figure(name, Double.NaN, unit);
  }

  /** Whether it is more than {@code unknown}. */
  public boolean hasValue() {
    return !Double.isNaN(value);
  }

  /** {@code 3.402 s}; counts without a unit, at most three decimals; {@code unknown}. */
  public String text() {
    if (!hasValue()) {
      return "unknown";
    }
    String number = String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
    return unit.equals("1") ? number : number + " " + unit;
  }
}
