package dev.ordeal.environment.fault;

import dev.ordeal.names.NodeName;
import java.time.Duration;

/**
 * Every fsync and fdatasync of a node takes {@code fsync} longer. Exercises commits, checkpoints
 * and whoever waits for them.
 */
public record SlowDisk(NodeName node, Duration fsync) implements Fault {
  @Override
  public String yamlName() {
    return "slow-disk";
  }
}
