package dev.ordeal.agent.configuration;

import java.util.Optional;

/**
 * A row of {@code pg_settings}.
 *
 * @param setting the value in {@code unit}, as the server runs with it
 * @param unit {@code kB}, {@code 8kB}, {@code ms} and the like
 * @param type {@code bool}, {@code integer}, {@code real}, {@code enum} or {@code string}
 * @param context {@code postmaster} where only a restart changes it
 * @param pendingRestart whether the files hold a value that waits for a restart
 * @param sourceFile the file that set it
 */
public record SettingRow(
    String name,
    String setting,
    Optional<String> unit,
    String type,
    String context,
    boolean pendingRestart,
    Optional<String> sourceFile) {

  /** The query whose columns these are, in their order. */
  public static final String QUERY =
      "SELECT name, setting, unit, vartype, context, pending_restart, sourcefile FROM pg_settings";

  /** Whether only a restart changes it. */
  public boolean needsRestart() {
    return context.equals("postmaster");
  }

  /** Whether nobody can change it while the data directory lives. */
  boolean isFixed() {
    return context.equals("internal");
  }

  /** Whether the server runs with {@code wanted} already, whatever the two are written like. */
  public boolean isAlready(String wanted) {
    return switch (type) {
      case "bool" ->
          Lenient.truth(setting).isPresent()
              && Lenient.truth(setting).equals(Lenient.truth(wanted));
      case "integer" ->
          Lenient.whole(setting, "").isPresent()
              && Lenient.whole(setting, "").equals(Lenient.whole(wanted, unitOrNone()));
      case "real" ->
          Lenient.real(setting, "")
              .flatMap(
                  now -> Lenient.real(wanted, unitOrNone()).map(then -> now.compareTo(then) == 0))
              .orElse(false);
      case "enum" -> setting.equalsIgnoreCase(wanted.strip()) || isSameTruth(wanted);
      default -> setting.equals(wanted);
    };
  }

  /** The value that the server runs with, in the unit that a person would choose: {@code 128MB}. */
  public String shown() {
    return shown(setting);
  }

  /** Another value of this parameter, in the unit that a person would choose. */
  public String shown(String value) {
    return switch (type) {
      case "bool" -> Lenient.truth(value).map(Lenient::text).orElse(value);
      case "integer" ->
          Lenient.whole(value, unitOrNone())
              .map(number -> HumanUnits.of(java.math.BigDecimal.valueOf(number), unitOrNone()))
              .orElse(value);
      case "real" ->
          Lenient.real(value, unitOrNone())
              .map(number -> HumanUnits.of(number, unitOrNone()))
              .orElse(value);
      default -> value;
    };
  }

  /** Enumerations such as {@code synchronous_commit} have truth values among their words. */
  private boolean isSameTruth(String wanted) {
    return Lenient.truth(setting).isPresent()
        && Lenient.truth(setting).equals(Lenient.truth(wanted));
  }

  private String unitOrNone() {
    return unit.orElse("");
  }
}
