package dev.ordeal.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A group of named keys, no others.
 *
 * @param what what the group is, with its article, for problems
 */
public record Form(String what, List<Field<?>> fields) implements Shape<Values> {
  public Form {
    fields = List.copyOf(fields);
  }

  public static Form of(String what, Field<?>... fields) {
    return new Form(what, List.of(fields));
  }

  /** All keys together; empty where any of them is wrong, missing or unknown. */
  @Override
  public Optional<Values> read(LocatedNode node, Problems problems) {
    int before = problems.size();
    Optional<Values> values = readPartly(node, problems);
    return problems.size() == before ? values : Optional.empty();
  }

  /**
   * The keys that are right, so that their meaning can be looked at although others are wrong;
   * empty where the node is no group at all.
   */
  public Optional<Values> readPartly(LocatedNode node, Problems problems) {
    if (!(node instanceof LocatedNode.Mapping mapping)) {
      return problems.none(
          node.position(),
          "expected " + what + ", not " + Scalars.kind(node),
          "keys are " + String.join(", ", names()));
    }
    Map<String, Object> read = new LinkedHashMap<>();
    for (LocatedNode.Entry entry : mapping.entries()) {
      Optional<Field<?>> field = field(entry.key().text());
      if (field.isEmpty()) {
        problems.add(
            entry.key().position(),
            what + " has no key `" + entry.key().text() + "`",
            Suggestion.words(entry.key().text(), names()));
        continue;
      }
      field
          .get()
          .shape()
          .read(entry.value(), problems)
          .ifPresent(value -> read.put(entry.key().text(), value));
    }
    for (Field<?> field : fields) {
      if (field.required() && mapping.entry(field.name()).isEmpty()) {
        problems.add(
            mapping.position(), what + " needs the key `" + field.name() + "`", field.about());
      }
    }
    return Optional.of(new Values(mapping, read));
  }

  /**
   * The same group as a shape that gives what is right in it, as long as every key that must be
   * there could be read.
   */
  public Shape<Values> partly() {
    Form self = this;
    return new Shape<>() {
      @Override
      public Optional<Values> read(LocatedNode node, Problems problems) {
        return readPartly(node, problems)
            .filter(values ->
                fields.stream()
                    .filter(Field::required)
                    .allMatch(field -> values.get(field).isPresent()));
      }

      @Override
      public SequencedMap<String, Object> schema() {
        return self.schema();
      }
    };
  }

  @Override
  public SequencedMap<String, Object> schema() {
    SequencedMap<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Field<?> field : fields) {
      SequencedMap<String, Object> property = new LinkedHashMap<>();
      if (!field.about().isEmpty()) {
        property.put("description", field.about());
      }
      property.putAll(field.shape().schema());
      properties.put(field.name(), property);
      if (field.required()) {
        required.add(field.name());
      }
    }
    SequencedMap<String, Object> schema = Shape.schema("type", "object");
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }

  private Optional<Field<?>> field(String name) {
    return fields.stream()
        .<Field<?>>map(field -> field)
        .filter(field -> field.name().equals(name))
        .findFirst();
  }

  private List<String> names() {
    return fields.stream().map(Field::name).toList();
  }
}
