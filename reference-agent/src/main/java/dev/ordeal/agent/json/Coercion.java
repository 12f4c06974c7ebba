package dev.ordeal.agent.json;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a value that was read counts as where one of another kind was expected. Pure. */
public final class Coercion {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");

  private Coercion() {}

  /** A text, number or truth value as text; an empty text for null, a list or a map. */
  public static String text(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : "";
  }

  /** A truth value, as such or as text; a whole number, of which 0 is false; else the other. */
  public static boolean truth(@Nullable Object value, boolean otherwise) {
    return switch (value) {
      case Boolean truth -> truth;
      case Integer number -> number != 0;
      case Long number -> number != 0;
      case BigInteger number -> number.signum() != 0;
      case String text when text.equals("true") -> true;
      case String text when text.equals("false") -> false;
      case null, default -> otherwise;
    };
  }

  /**
   * The whole number that {@code value} is; empty for anything else.
   *
   * @throws ArithmeticException when it does not fit a long
   */
  public static Optional<Long> whole(@Nullable Object value) {
    return switch (value) {
      case Integer number -> Optional.of(number.longValue());
      case Long number -> Optional.of(number);
      case BigInteger number -> Optional.of(number.longValueExact());
      case null, default -> Optional.empty();
    };
  }

  /**
   * A number without its fraction, or the whole number that a text is; else, and for one too large,
   * the other.
   */
  public static long toLong(@Nullable Object value, long otherwise) {
    return within(value, Long.MIN_VALUE, Long.MAX_VALUE).orElse(otherwise);
  }

  /** As {@link #toLong}, for an int. */
  public static int toInt(@Nullable Object value, int otherwise) {
    return within(value, Integer.MIN_VALUE, Integer.MAX_VALUE)
        .map(Long::intValue)
        .orElse(otherwise);
  }

  /** A map; an empty one for anything else. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private static Optional<Long> within(@Nullable Object value, long least, long most) {
    return switch (value) {
      case Integer number -> Optional.of(number.longValue());
      case Long number -> Optional.of(number).filter(each -> each >= least && each <= most);
      case Double number ->
          Optional.of(number)
              .filter(each -> each >= (double) least && each <= (double) most)
              .map(Double::longValue);
      case String text when WHOLE.matcher(text).matches() ->
          parsed(text).flatMap(number -> within(number, least, most));
      case null, default -> Optional.empty();
    };
  }

  private static Optional<Long> parsed(String digits) {
    try {
      return Optional.of(Long.valueOf(digits));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }
}
