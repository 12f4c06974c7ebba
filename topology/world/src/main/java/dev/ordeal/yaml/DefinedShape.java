package dev.ordeal.yaml;

import java.util.Optional;
import java.util.SequencedMap;

/** A shape that schemas define once, below {@code $defs}, and name wherever it occurs. */
public record DefinedShape<T>(String name, Shape<T> shape) implements Shape<T> {
  @Override
  public Optional<T> read(LocatedNode node, Problems problems) {
    return shape.read(node, problems);
  }

  /** Only the name of the definition. */
  @Override
  public SequencedMap<String, Object> schema() {
    return Shape.schema("$ref", "#/$defs/" + name);
  }

  /** The definition, for the {@code $defs} of the whole schema. */
  public SequencedMap<String, Object> definition() {
    return Shape.schema(name, shape.schema());
  }
}
