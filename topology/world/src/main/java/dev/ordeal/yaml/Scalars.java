package dev.ordeal.yaml;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/** The shapes of single values. */
public final class Scalars {
  /** A text that is not blank. */
  public static final Shape<String> TEXT =
      scalar(
          "a text",
          text("string", ".*\\S.*|[\\s\\S]*\\S[\\s\\S]*"),
          "some words",
          text -> text.isBlank() ? Optional.empty() : Optional.of(text.strip()));

  /** A duration longer than zero. */
  public static final Shape<Duration> DURATION =
      duration()
          .that(time -> time.isPositive(), "a time must be longer than zero", "as 5s or 250ms");

  /** A duration of either sign, but not zero. */
  public static final Shape<Duration> OFFSET =
      duration().that(time -> !time.isZero(), "an offset of zero changes nothing", "as 10m or -2h");

  public static final Shape<Double> RATE =
      scalar(
          "a rate",
          text("string", "^" + Quantity.RATE + "$"),
          "a number for each second, as 200/s",
          Quantity::rate);

  public static final Shape<Long> SIZE =
      scalar(
          "a size",
          text("string", "^" + Quantity.SIZE + "$"),
          "bytes with their unit, as 64KB or 1MB",
          Quantity::size);

  /** A share as a fraction between 0 and 1. */
  public static final Shape<Double> PERCENT =
      scalar(
              "a share",
              text("string", "^" + Quantity.PERCENT + "$"),
              "per cent, as 99.5%",
              Quantity::percent)
          .that(share -> share <= 1, "a share is not more than 100%", "");

  /** How many bytes a second. */
  public static final Shape<Long> BANDWIDTH =
      scalar(
              "a bandwidth",
              text("string", "^" + Quantity.SIZE + "/s$"),
              "bytes a second, as 64KB/s",
              text ->
                  text.endsWith("/s")
                      ? Quantity.size(text.substring(0, text.length() - 2))
                      : Optional.empty())
          .that(bytes -> bytes > 0, "a bandwidth of zero is a cut", "`cut` with `by: stall`");

  /** Yes or no; YAML 1.2 knows only true and false, people write on and off as well. */
  public static final Shape<Boolean> SWITCH =
      scalar(
          "`on` or `off`",
          Shape.schema("enum", List.of(true, false, "on", "off")),
          "",
          text ->
              switch (text) {
                case "on", "true" -> Optional.of(true);
                case "off", "false" -> Optional.of(false);
                default -> Optional.empty();
              });

  private Scalars() {}

  /** A whole number between two bounds, both included. */
  public static Shape<Integer> count(int least, int most) {
    SequencedMap<String, Object> schema = Shape.schema("type", "integer");
    schema.put("minimum", least);
    schema.put("maximum", most);
    return scalar(
        "a whole number",
        schema,
        "from " + least + " to " + most,
        text -> {
          if (!text.matches("-?[0-9]{1,9}")) {
            return Optional.empty();
          }
          int number = Integer.parseInt(text);
          return number < least || number > most ? Optional.empty() : Optional.of(number);
        });
  }

  /** One of several words, each of which stands for a value. */
  public static <T> Shape<T> oneOf(String what, SequencedMap<String, T> words) {
    List<String> known = List.copyOf(words.sequencedKeySet());
    return new Shape<>() {
      @Override
      public Optional<T> read(LocatedNode node, Problems problems) {
        if (!(node instanceof LocatedNode.Scalar scalar)) {
          return problems.none(
              node.position(),
              "expected " + what + ", not " + kind(node),
              "one of " + String.join(", ", known));
        }
        T value = words.get(scalar.text());
        if (value == null) {
          return problems.none(
              node.position(),
              "`" + scalar.text() + "` is not " + what,
              Suggestion.words(scalar.text(), known));
        }
        return Optional.of(value);
      }

      @Override
      public SequencedMap<String, Object> schema() {
        // A plain YAML `none` or `off` is a text in YAML 1.2.
        return Shape.schema("enum", known);
      }
    };
  }

  /** The constants of an enumeration, written in small letters with hyphens. */
  public static <E extends Enum<E>> Shape<E> oneOf(String what, Class<E> type) {
    SequencedMap<String, E> words = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      words.put(word(constant), constant);
    }
    return oneOf(what, words);
  }

  /** How a constant is written in files: {@code ANY_REPLICA} as {@code any-replica}. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private static Shape<Duration> duration() {
    return scalar(
        "a time",
        text("string", "^" + Quantity.DURATION + "$"),
        "a number with its unit, as 5s or 250ms",
        Quantity::duration);
  }

  private static SequencedMap<String, Object> text(String type, String pattern) {
    SequencedMap<String, Object> schema = Shape.schema("type", type);
    schema.put("pattern", pattern);
    return schema;
  }

  /**
   * A single value.
   *
   * @param what what it is, with its article
   * @param meant how it is written; may be empty
   */
  public static <T> Shape<T> scalar(
      String what,
      SequencedMap<String, Object> schema,
      String meant,
      Function<String, Optional<T>> parse) {
    return new Shape<>() {
      @Override
      public Optional<T> read(LocatedNode node, Problems problems) {
        if (!(node instanceof LocatedNode.Scalar scalar)) {
          return problems.none(node.position(), "expected " + what + ", not " + kind(node), meant);
        }
        Optional<T> value = parse.apply(scalar.text());
        if (value.isEmpty()) {
          String shown = scalar.text().isBlank() ? "nothing" : "`" + scalar.text().strip() + "`";
          return problems.none(node.position(), "expected " + what + ", not " + shown, meant);
        }
        return value;
      }

      @Override
      public SequencedMap<String, Object> schema() {
        return new LinkedHashMap<>(schema);
      }
    };
  }

  /** What a node is, in words. */
  static String kind(LocatedNode node) {
    return switch (node) {
      case LocatedNode.Scalar scalar -> "the word `" + scalar.text() + "`";
      case LocatedNode.Sequence ignored -> "a list";
      case LocatedNode.Mapping ignored -> "a group of keys";
    };
  }
}
