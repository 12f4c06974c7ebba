package dev.ordeal.environment.fault;

import dev.ordeal.names.NodeName;

/**
 * The data volume of a node has no byte left: every further allocation fails with ENOSPC. In
 * containers a ballast file takes what is free on its size-limited volume. Healed by removing it.
 */
public record FillDisk(NodeName node) implements Fault {
  @Override
  public String yamlName() {
    return "fill-disk";
  }
}
