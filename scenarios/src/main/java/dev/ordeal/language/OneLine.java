package dev.ordeal.language;

import dev.ordeal.yaml.LocatedNode;
import java.util.stream.Collectors;

/** A value as it would stand on one line, without quotes. */
final class OneLine {
  private OneLine() {}

  static String of(LocatedNode node) {
    return switch (node) {
      case LocatedNode.Scalar scalar -> scalar.text();
      case LocatedNode.Sequence sequence ->
          sequence.items().stream().map(OneLine::of).collect(Collectors.joining(", ", "[", "]"));
      case LocatedNode.Mapping mapping ->
          mapping.entries().stream()
              .map(entry -> entry.key().text() + ": " + of(entry.value()))
              .collect(Collectors.joining(", "));
    };
  }
}
