package dev.ordeal.checks;

import dev.ordeal.evidence.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Tells of operations that were served by the wrong node: one sentence and witness a node. */
final class Misrouted {
  private Misrouted() {}

  static void tell(List<Event.ClientOperation> wrong, String what, String why, Findings findings) {
    TreeMap<String, List<Event.ClientOperation>> byNode = new TreeMap<>();
    for (var operation : wrong) {
      operation
          .servedBy()
          .ifPresent(node -> byNode.computeIfAbsent(node, n -> new ArrayList<>()).add(operation));
    }
    byNode.forEach((node, operations) -> {
      long from = operations.stream().mapToLong(o -> o.sentNs()).min().orElseThrow();
      long to = operations.stream().mapToLong(o -> o.atNs()).max().orElseThrow();
      String words =
          "%s served %d %s %s, %s"
              .formatted(node, operations.size(), what, why, Words.from(from, to));
      findings.convict(words);
      findings.witness(words, List.of(node), from, to);
    });
  }
}
