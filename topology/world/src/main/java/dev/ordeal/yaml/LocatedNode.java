package dev.ordeal.yaml;

import java.util.List;
import java.util.Optional;

/** A node of a YAML document that knows where it stands. */
public sealed interface LocatedNode {
  Position position();

  /** A scalar: its text as written, without quotes. */
  record Scalar(Position position, String text, boolean quoted) implements LocatedNode {}

  record Sequence(Position position, List<LocatedNode> items) implements LocatedNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A mapping in the order of the file; its keys are unique scalars. */
  record Mapping(Position position, List<Entry> entries) implements LocatedNode {
    public Mapping {
      entries = List.copyOf(entries);
    }

    public Optional<Entry> entry(String key) {
      return entries.stream().filter(entry -> entry.key().text().equals(key)).findFirst();
    }
  }

  /** A key with its value. */
  record Entry(Scalar key, LocatedNode value) {}
}
