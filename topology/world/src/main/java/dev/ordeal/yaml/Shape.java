package dev.ordeal.yaml;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a value of a file may look like: the one source of both the reader and the JSON Schema.
 *
 * @param <T> what a reader makes of it
 */
public interface Shape<T> {
  /** The value; empty, with every problem noted, where it does not have this shape. */
  Optional<T> read(LocatedNode node, Problems problems);

  /** The JSON Schema of this shape, as maps, lists, texts, numbers and truth values. */
  SequencedMap<String, Object> schema();

  /** The same shape, its value made into another; {@code change} must not fail. */
  default <U> Shape<U> map(Function<? super T, ? extends U> change) {
    Shape<T> self = this;
    return new Shape<>() {
      @Override
      public Optional<U> read(LocatedNode node, Problems problems) {
        return self.read(node, problems).map(change);
      }

      @Override
      public SequencedMap<String, Object> schema() {
        return self.schema();
      }
    };
  }

  /** The same shape, for those values only that {@code holds} accepts. */
  default Shape<T> that(Predicate<? super T> holds, String wrong, String meant) {
    Shape<T> self = this;
    return new Shape<>() {
      @Override
      public Optional<T> read(LocatedNode node, Problems problems) {
        Optional<T> value = self.read(node, problems);
        if (value.isPresent() && !holds.test(value.get())) {
          return problems.none(node.position(), wrong, meant);
        }
        return value;
      }

      @Override
      public SequencedMap<String, Object> schema() {
        return self.schema();
      }
    };
  }

  /** The same shape with the place at which its value stands. */
  default Shape<Located<T>> located() {
    Shape<T> self = this;
    return new Shape<>() {
      @Override
      public Optional<Located<T>> read(LocatedNode node, Problems problems) {
        return self.read(node, problems).map(value -> new Located<>(node.position(), value));
      }

      @Override
      public SequencedMap<String, Object> schema() {
        return self.schema();
      }
    };
  }

  /** A schema of one key. */
  static SequencedMap<String, Object> schema(String key, Object value) {
    SequencedMap<String, Object> schema = new LinkedHashMap<>();
    schema.put(key, value);
    return schema;
  }
}
