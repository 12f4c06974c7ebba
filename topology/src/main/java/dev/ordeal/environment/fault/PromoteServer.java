package dev.ordeal.environment.fault;

import dev.ordeal.names.NodeName;

/**
 * A replica is promoted behind the back of the agents, by {@code pg_promote()}: what a hasty
 * operator does. Exercises leader uniqueness. Nothing to heal: the agents have to mend it.
 */
public record PromoteServer(NodeName node) implements Fault {
  @Override
  public String yamlName() {
    return "promote-server";
  }
}
