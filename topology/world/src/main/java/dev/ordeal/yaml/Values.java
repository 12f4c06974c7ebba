package dev.ordeal.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of a form that were read, and where they stand. */
public final class Values {
  private final LocatedNode.Mapping mapping;
  private final Map<String, Object> read;

  Values(LocatedNode.Mapping mapping, Map<String, Object> read) {
    this.mapping = mapping;
    this.read = new LinkedHashMap<>(read);
  }

  /** The value of a key; empty where it is absent or could not be read. */
  @SuppressWarnings("unchecked")
  public <T> Optional<T> get(Field<T> field) {
    return Optional.ofNullable((T) read.get(field.name()));
  }

  public <T> T get(Field<T> field, T otherwise) {
    return get(field).orElse(otherwise);
  }

  /** The value of a required key of a form that was read without a problem. */
  public <T> T need(Field<T> field) {
    return get(field).orElseThrow();
  }

  /** Whether the key stands in the file, read or not. */
  public boolean has(Field<?> field) {
    return mapping.entry(field.name()).isPresent();
  }

  /** Where the group begins. */
  public Position position() {
    return mapping.position();
  }

  /** Where the value of a key stands; where the group begins if the key is absent. */
  public Position positionOf(Field<?> field) {
    return mapping.entry(field.name()).map(entry -> entry.value().position()).orElse(position());
  }

  /** Where a key itself stands; where the group begins if it is absent. */
  public Position keyOf(Field<?> field) {
    return mapping.entry(field.name()).map(entry -> entry.key().position()).orElse(position());
  }

  /** The nodes behind the values. */
  public LocatedNode.Mapping mapping() {
    return mapping;
  }
}
