package dev.ordeal.agent.json;

import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.jr.ob.JSON;
import tools.jackson.jr.ob.JSON.Feature;
import tools.jackson.jr.ob.JSONObjectException;

/**
 * Writes and reads plain values: texts, numbers, truth values, null, and lists and maps of them. A
 * whole number is read as the first of Integer, Long and BigInteger that holds it, any other as
 * Double. Pure.
 */
public final class Json {
  private static final JSON PLAIN =
      JSON.std
          .with(Feature.WRITE_NULL_PROPERTIES, Feature.FAIL_ON_UNKNOWN_TYPE_WRITE)
          .without(
              Feature.HANDLE_JAVA_BEANS,
              Feature.USE_DEFERRED_MAPS,
              Feature.FAIL_ON_DUPLICATE_MAP_KEYS);

  private Json() {}

  /**
   * {@code value}, compact, the keys of each map in its order.
   *
   * @throws JacksonException when something in it is no plain value
   */
  public static String text(@Nullable Object value) {
    // Not by asString, which takes a buffer out of a pool and does not put it back.
    var text = new StringWriter();
    PLAIN.write(value, text);
    return text.toString();
  }

  /**
   * The value that {@code text} is; null also where it is blank. Of a key that stands twice the
   * last value counts; lists and maps can be changed.
   *
   * @throws JacksonException when it is not JSON, or more than one value
   */
  public static @Nullable Object value(String text) {
    try (JsonParser parser = PLAIN.createParser(text)) {
      if (parser.nextToken() == null) {
        return null;
      }
      Object value = PLAIN.anyFrom(parser);
      if (parser.nextToken() != null) {
        throw JSONObjectException.from(parser, "more than one value");
      }
      return value;
    }
  }

  /** The object that {@code text} is; empty when it is none. */
  @SuppressWarnings("unchecked")
  public static Optional<Map<String, Object>> object(String text) {
    try {
      return value(text) instanceof Map<?, ?> map
          ? Optional.of((Map<String, Object>) map)
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
