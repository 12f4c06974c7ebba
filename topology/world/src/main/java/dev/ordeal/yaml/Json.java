package dev.ordeal.yaml;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON; keys stay in their order. */
public final class Json {
  private static final String NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

  private Json() {}

  /** A located node by the rules of YAML's core schema: plain words may be numbers or truths. */
  public static String of(LocatedNode node) {
    return switch (node) {
      case LocatedNode.Scalar scalar -> scalar(scalar);
      case LocatedNode.Sequence sequence ->
          sequence.items().stream().map(Json::of).collect(Collectors.joining(", ", "[", "]"));
      case LocatedNode.Mapping mapping ->
          mapping.entries().stream()
              .map(entry -> quoted(entry.key().text()) + ": " + of(entry.value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  /** Maps, collections, texts, numbers and truth values, indented by two spaces a level. */
  public static String indented(Object value) {
    return indented(value, "") + "\n";
  }

  private static String indented(Object value, String margin) {
    String inner = margin + "  ";
    return switch (value) {
      case Map<?, ?> map when map.isEmpty() -> "{}";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry ->
                  inner
                      + quoted(String.valueOf(entry.getKey()))
                      + ": "
                      + indented(entry.getValue(), inner))
              .collect(Collectors.joining(",\n", "{\n", "\n" + margin + "}"));
      case Collection<?> items when isFlat(items) ->
          items.stream()
              .map(item -> indented(item, inner))
              .collect(Collectors.joining(", ", "[", "]"));
      case Collection<?> items ->
          items.stream()
              .map(item -> inner + indented(item, inner))
              .collect(Collectors.joining(",\n", "[\n", "\n" + margin + "]"));
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      default -> quoted(String.valueOf(value));
    };
  }

  private static boolean isFlat(Collection<?> items) {
    return items.stream().noneMatch(item -> item instanceof Map || item instanceof Collection);
  }

  private static String scalar(LocatedNode.Scalar scalar) {
    String text = scalar.text();
    if (scalar.quoted()) {
      return quoted(text);
    }
    return switch (text) {
      case "true", "false" -> text;
      case "null", "~", "" -> "null";
      default -> text.matches(NUMBER) ? text : quoted(text);
    };
  }

  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      switch (letter) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        case '\r' -> quoted.append("\\r");
        default -> {
          if (letter < ' ') {
            quoted.append("\\u%04x".formatted((int) letter));
          } else {
            quoted.append(letter);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
