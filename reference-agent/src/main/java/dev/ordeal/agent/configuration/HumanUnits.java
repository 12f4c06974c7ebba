package dev.ordeal.agent.configuration;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** Numbers in the greatest unit in which they are whole, as PostgreSQL's SHOW prints them. */
final class HumanUnits {
  private HumanUnits() {}

  /**
   * A number with its unit.
   *
   * @param unit of the number, {@code 8kB} or {@code ms}; empty where it has none
   */
  static String of(BigDecimal number, String unit) {
    Optional<Units.Unit> from = Units.of(unit);
    // Zero and negative numbers are switches, not quantities: -1 is "never".
    if (from.isEmpty() || number.signum() <= 0) {
      return plain(number);
    }
    BigDecimal smallest = number.multiply(from.get().size());
    for (Units.Unit each : Units.ofKind(from.get().kind())) {
      if (smallest.remainder(each.size()).signum() == 0) {
        return plain(smallest.divide(each.size(), MathContext.DECIMAL64)) + each.name();
      }
    }
    return plain(number) + unit;
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
