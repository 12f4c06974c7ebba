package dev.ordeal.agent.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's %-format with named attributes: {@code %(asctime)s %(levelname)-8s: %(message)s}. */
final class PythonFormat {
  private static final Pattern CONVERSION =
      Pattern.compile("%(?:%|\\((\\w+)\\)([-+ 0#]*)([0-9]{0,4})(?:\\.([0-9]{1,4}))?([a-zA-Z]))");

  private final List<Piece> pieces;

  private PythonFormat(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  private sealed interface Piece {}

  private record Literal(String text) implements Piece {}

  private record Conversion(String attribute, String flags, int width, int precision, char type)
      implements Piece {}

  /** What is no conversion stands for itself. */
  static PythonFormat of(String format) {
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = CONVERSION.matcher(format);
    int end = 0;
    while (matcher.find()) {
      pieces.add(new Literal(format.substring(end, matcher.start())));
      end = matcher.end();
      pieces.add(
          matcher.group(1) == null
              ? new Literal("%")
              : new Conversion(
                  matcher.group(1),
                  matcher.group(2),
                  number(matcher.group(3), 0),
                  number(matcher.group(4), -1),
                  matcher.group(5).charAt(0)));
    }
    pieces.add(new Literal(format.substring(end)));
    return new PythonFormat(pieces);
  }

  /**
   * The text for one record.
   *
   * @param attributes name → text or number
   */
  String render(Function<String, Object> attributes) {
    var text = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Literal literal -> text.append(literal.text());
        case Conversion conversion ->
            text.append(converted(conversion, attributes.apply(conversion.attribute())));
      }
    }
    return text.toString();
  }

  private static String converted(Conversion conversion, Object value) {
    if (value instanceof Number number) {
      switch (conversion.type()) {
        case 'd', 'i', 'u' -> {
          return paddedNumber(conversion, String.valueOf(number.longValue()));
        }
        case 'f', 'F' -> {
          int digits = conversion.precision() < 0 ? 6 : conversion.precision();
          return paddedNumber(
              conversion, String.format(Locale.ROOT, "%." + digits + "f", number.doubleValue()));
        }
        default -> {}
      }
    }
    String text = String.valueOf(value);
    if (conversion.precision() >= 0 && conversion.precision() < text.length()) {
      text = text.substring(0, conversion.precision());
    }
    return padded(conversion, text);
  }

  private static String paddedNumber(Conversion conversion, String digits) {
    String signed =
        digits.startsWith("-") ? digits : (conversion.flags().contains("+") ? "+" : "") + digits;
    boolean zeros = conversion.flags().contains("0") && !conversion.flags().contains("-");
    int missing = conversion.width() - signed.length();
    if (!zeros || missing <= 0) {
      return padded(conversion, signed);
    }
    int sign = signed.length() - digits.replaceFirst("^-", "").length();
    return signed.substring(0, sign) + "0".repeat(missing) + signed.substring(sign);
  }

  private static String padded(Conversion conversion, String text) {
    String blanks = " ".repeat(Math.max(0, conversion.width() - text.length()));
    return conversion.flags().contains("-") ? text + blanks : blanks + text;
  }

  private static int number(@org.jspecify.annotations.Nullable String digits, int otherwise) {
    return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
  }
}
