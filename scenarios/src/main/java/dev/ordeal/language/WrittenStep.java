package dev.ordeal.language;

import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A step as it stands in the file, right or wrong: where its words are, so that problems name them.
 */
record WrittenStep(LocatedNode node) {
  /** The steps of a file, in order; those too that could not be read. */
  static List<WrittenStep> all(Values file) {
    return file.mapping().entry(ScenarioForm.STEPS.name()).map(LocatedNode.Entry::value).stream()
        .filter(LocatedNode.Sequence.class::isInstance)
        .flatMap(steps -> ((LocatedNode.Sequence) steps).items().stream())
        .map(WrittenStep::new)
        .toList();
  }

  /** What was read of it. */
  Optional<Step> in(List<Step> read) {
    return read.stream()
        .filter(step ->
            entries(node).anyMatch(entry -> entry.value().position().equals(step.position())))
        .findFirst();
  }

  /** The keys of the step itself, not of what is nested in it. */
  List<String> keys() {
    return node instanceof LocatedNode.Mapping mapping
        ? mapping.entries().stream().map(entry -> entry.key().text()).toList()
        : List.of();
  }

  /** Where {@code word} stands as a value; where the step begins if it does not. */
  Position word(String word) {
    return scalars(node)
        .filter(scalar -> scalar.text().equals(word))
        .map(LocatedNode.Scalar::position)
        .findFirst()
        .orElse(node.position());
  }

  /** Where the key stands, however deep; where the step begins if it does not. */
  Position key(String key) {
    return entry(key).map(entry -> entry.key().position()).orElse(node.position());
  }

  /** Where the value of the key stands, however deep; where the step begins if it does not. */
  Position value(String key) {
    return entry(key).map(entry -> entry.value().position()).orElse(node.position());
  }

  private Optional<LocatedNode.Entry> entry(String key) {
    return entries(node).filter(entry -> entry.key().text().equals(key)).findFirst();
  }

  private static Stream<LocatedNode.Entry> entries(LocatedNode node) {
    List<LocatedNode.Entry> found = new ArrayList<>();
    if (node instanceof LocatedNode.Mapping mapping) {
      for (LocatedNode.Entry entry : mapping.entries()) {
        found.add(entry);
        entries(entry.value()).forEach(found::add);
      }
    }
    return found.stream();
  }

  private static Stream<LocatedNode.Scalar> scalars(LocatedNode node) {
    return switch (node) {
      case LocatedNode.Scalar scalar -> Stream.of(scalar);
      case LocatedNode.Sequence sequence -> sequence.items().stream().flatMap(WrittenStep::scalars);
      case LocatedNode.Mapping mapping ->
          mapping.entries().stream().flatMap(entry -> scalars(entry.value()));
    };
  }
}
