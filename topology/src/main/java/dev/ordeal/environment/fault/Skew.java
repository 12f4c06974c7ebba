package dev.ordeal.environment.fault;

import dev.ordeal.names.NodeName;
import java.time.Duration;

/**
 * The wall clock of a node is off by {@code offset}; its monotonic clock is not. In containers by
 * libfaketime, which Go programs do not see: nodes only. Exercises deadlines kept by the wrong
 * clock.
 */
public record Skew(NodeName node, Duration offset) implements Fault {
  @Override
  public String yamlName() {
    return "skew";
  }
}
