package dev.ordeal.agent.configuration;

import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A group of keys, read leniently. What cannot be read is noted as a problem where it was written,
 * and counts as absent.
 */
final class Section {
  private final String path;
  private final Map<String, Object> values;
  private final Document document;
  private final Problems problems;

  private Section(String path, Map<String, Object> values, Document document, Problems problems) {
    this.path = path;
    this.values = values;
    this.document = document;
    this.problems = problems;
  }

  static Section of(Document document, Problems problems) {
    return new Section("", document.values(), document, problems);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** The section of this name; an empty one where it is absent. */
  Section section(String key) {
    Object value = values.get(key);
    if (value != null && !(value instanceof Map)) {
      wrong(key, "expected keys with values");
    }
    return new Section(Document.join(path, key), Lenient.mapOf(orEmpty(value)), document, problems);
  }

  /** Everything in it, as written. */
  Map<String, Object> values() {
    return new LinkedHashMap<>(values);
  }

  Optional<Object> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  Optional<String> text(String key) {
    return read(
            key,
            "a text",
            value -> isScalar(value) ? Optional.of(Lenient.text(value)) : Optional.empty())
        .filter(text -> !text.isBlank());
  }

  String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  /** A text that must be there; empty, with a problem noted, where it is not. */
  Optional<String> needText(String key, String meant) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      missing(key, meant);
    }
    return text;
  }

  Optional<Path> path(String key) {
    return read(
        key,
        "a path",
        value -> {
          try {
            return Optional.of(Path.of(Lenient.text(value)));
          } catch (InvalidPathException impossible) {
            return Optional.empty();
          }
        });
  }

  Optional<Boolean> truth(String key) {
    return read(key, "`on` or `off`", Lenient::truth);
  }

  boolean truth(String key, boolean otherwise) {
    return truth(key).orElse(otherwise);
  }

  /** A whole number between two bounds, both included. */
  long whole(String key, long otherwise, long least, long most) {
    return read(
            key,
            "a whole number from " + least + " to " + most,
            value -> Lenient.whole(value, "B").filter(number -> number >= least && number <= most))
        .orElse(otherwise);
  }

  Optional<Duration> seconds(String key) {
    return read(
        key, "seconds", value -> Lenient.duration(value).filter(time -> !time.isNegative()));
  }

  /** One of several words, in any letter case. */
  String word(String key, String otherwise, List<String> words) {
    return read(
            key,
            "one of " + String.join(", ", words),
            value -> words.stream().filter(Lenient.text(value)::equalsIgnoreCase).findFirst())
        .orElse(otherwise);
  }

  List<String> texts(String key) {
    return value(key).map(Lenient::texts).orElse(List.of());
  }

  List<String> lines(String key) {
    return value(key).map(Lenient::lines).orElse(List.of());
  }

  /** Texts by name, in the order of their names. */
  SortedMap<String, String> textsByName(String key) {
    return new TreeMap<>(section(key).allTexts());
  }

  Optional<HostAndPort> address(String key, int port) {
    return read(key, "host:port", value -> HostAndPort.parse(Lenient.text(value), port));
  }

  Optional<ListenAddress> listenAddress(String key, int port) {
    return read(
        key,
        "host:port or host,host:port",
        value -> ListenAddress.parse(Lenient.text(value), port));
  }

  /** Notes that something that must be there is not. */
  void missing(String key, String meant) {
    problems.add(document.keyAt(path), "`" + Document.join(path, key) + "` is missing", meant);
  }

  /** Notes that the value of a key is not what it should be. */
  void wrong(String key, String meant) {
    problems.add(
        positionOf(key), "`" + Document.join(path, key) + "` is " + shown(values.get(key)), meant);
  }

  Position positionOf(String key) {
    return document.valueAt(Document.join(path, key));
  }

  String pathOf(String key) {
    return Document.join(path, key);
  }

  private SortedMap<String, String> allTexts() {
    return Lenient.textsByName(values);
  }

  private <T> Optional<T> read(String key, String meant, Function<Object, Optional<T>> reader) {
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    Optional<T> read = reader.apply(value);
    if (read.isEmpty()) {
      wrong(key, "expected " + meant);
    }
    return read;
  }

  private static boolean isScalar(Object value) {
    return !(value instanceof Map) && !(value instanceof List);
  }

  private static Object orEmpty(@org.jspecify.annotations.Nullable Object value) {
    return value == null ? Map.of() : value;
  }

  private static String shown(@org.jspecify.annotations.Nullable Object value) {
    return switch (value) {
      case null -> "absent";
      case Map<?, ?> ignored -> "a group of keys";
      case List<?> ignored -> "a list";
      default -> "`" + Lenient.text(value) + "`";
    };
  }
}
