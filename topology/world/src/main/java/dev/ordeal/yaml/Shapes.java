package dev.ordeal.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Shapes made of shapes. */
public final class Shapes {
  /** Any value, as JSON text: what is handed on to others as it stands. */
  public static final Shape<String> ANYTHING =
      new Shape<>() {
        @Override
        public Optional<String> read(LocatedNode node, Problems problems) {
          return Optional.of(Json.of(node));
        }

        @Override
        public SequencedMap<String, Object> schema() {
          return new LinkedHashMap<>();
        }
      };

  private Shapes() {}

  /** A list of at least one item; empty where any of them is wrong. */
  public static <T> Shape<List<T>> listOf(String what, Shape<T> item) {
    return whole(partlyListOf(what, item));
  }

  /**
   * A list of which those items are kept that are right, so that their meaning can be looked at
   * although others are wrong; empty where the node is no list, or none of its items is right.
   */
  public static <T> Shape<List<T>> partlyListOf(String what, Shape<T> item) {
    return new Shape<>() {
      @Override
      public Optional<List<T>> read(LocatedNode node, Problems problems) {
        if (!(node instanceof LocatedNode.Sequence sequence)) {
          return problems.none(
              node.position(),
              "expected " + what + ", not " + Scalars.kind(node),
              "a list, as [a, b]");
        }
        if (sequence.items().isEmpty()) {
          return problems.none(node.position(), what + " must not be empty", "");
        }
        List<T> read = new ArrayList<>();
        sequence.items().forEach(each -> item.read(each, problems).ifPresent(read::add));
        return read.isEmpty() ? Optional.empty() : Optional.of(read);
      }

      @Override
      public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = Shape.schema("type", "array");
        schema.put("minItems", 1);
        schema.put("items", item.schema());
        return schema;
      }
    };
  }

  /** One item or a list of them. */
  public static <T> Shape<List<T>> oneOrMore(String what, Shape<T> item) {
    return either(
        node -> node instanceof LocatedNode.Sequence, listOf(what, item), item.map(List::of));
  }

  /** The first shape where {@code first} accepts the node, else the second. */
  public static <T> Shape<T> either(
      Predicate<LocatedNode> first, Shape<? extends T> one, Shape<? extends T> other) {
    return new Shape<>() {
      @Override
      public Optional<T> read(LocatedNode node, Problems problems) {
        return (first.test(node) ? one : other).read(node, problems).map(value -> value);
      }

      @Override
      public SequencedMap<String, Object> schema() {
        return Shape.schema("anyOf", List.of(one.schema(), other.schema()));
      }
    };
  }

  /** Free keys, all values of one shape, sorted by key; empty where any of them is wrong. */
  public static <T> Shape<SortedMap<String, T>> mapOf(String what, Shape<T> value) {
    return whole(partlyMapOf(what, value));
  }

  /**
   * Free keys, of which those are kept whose values are right; empty where the node is no group of
   * keys.
   */
  public static <T> Shape<SortedMap<String, T>> partlyMapOf(String what, Shape<T> value) {
    return new Shape<>() {
      @Override
      public Optional<SortedMap<String, T>> read(LocatedNode node, Problems problems) {
        if (!(node instanceof LocatedNode.Mapping mapping)) {
          return problems.none(
              node.position(),
              "expected " + what + ", not " + Scalars.kind(node),
              "keys with values");
        }
        SortedMap<String, T> read = new TreeMap<>();
        for (LocatedNode.Entry entry : mapping.entries()) {
          value.read(entry.value(), problems).ifPresent(each -> read.put(entry.key().text(), each));
        }
        return Optional.of(read);
      }

      @Override
      public SequencedMap<String, Object> schema() {
        SequencedMap<String, Object> schema = Shape.schema("type", "object");
        schema.put("additionalProperties", value.schema());
        return schema;
      }
    };
  }

  /** The same shape, for those nodes only in which nothing is wrong. */
  private static <T> Shape<T> whole(Shape<T> partly) {
    return new Shape<>() {
      @Override
      public Optional<T> read(LocatedNode node, Problems problems) {
        int before = problems.size();
        Optional<T> value = partly.read(node, problems);
        return problems.size() == before ? value : Optional.empty();
      }

      @Override
      public SequencedMap<String, Object> schema() {
        return partly.schema();
      }
    };
  }
}
