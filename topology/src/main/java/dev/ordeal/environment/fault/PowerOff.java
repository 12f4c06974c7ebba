package dev.ordeal.environment.fault;

import dev.ordeal.names.NodeName;

/**
 * A node loses power: from one instant to the next nothing is heard of it, no FIN and no RST, and
 * what was only in memory is gone. In containers: its links drop every packet, then SIGKILL; in
 * simulation: its tasks die, its disk stays, its peers hear nothing. Exercises the run-out of
 * leases and every time limit on a silent peer. Healed by starting the node again with its disk.
 */
public record PowerOff(NodeName node) implements Fault {
  @Override
  public String yamlName() {
    return "power-off";
  }
}
