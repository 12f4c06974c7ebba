package dev.ordeal.agent.policy;

/** How the cluster replicates: {@code synchronous_mode} of the dynamic configuration. */
public enum SynchronousMode {
  OFF,
  ON,
  QUORUM
}
