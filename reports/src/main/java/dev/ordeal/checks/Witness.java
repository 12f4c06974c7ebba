package dev.ordeal.checks;

import java.util.List;

/** What was seen where and when; instants in nanoseconds since the start of the run. */
public record Witness(String words, List<String> nodes, long fromNs, long toNs) {
  public Witness {
    nodes = List.copyOf(nodes);
  }
}
