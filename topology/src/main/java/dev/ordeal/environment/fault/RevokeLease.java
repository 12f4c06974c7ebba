package dev.ordeal.environment.fault;

import dev.ordeal.names.NodeName;

/**
 * The store ends a node's lease before its time, and with it the keys that live under it: the
 * node's own, and the leader's where it leads. A member of etcd that was stuck does that to living
 * leases (etcd issue 15247), and so does an operator who cleans up by hand. Exercises leader
 * uniqueness: a lease is no fence. Nothing to heal: the agents have to mend it.
 */
public record RevokeLease(NodeName node) implements Fault {
  @Override
  public String yamlName() {
    return "revoke-lease";
  }
}
