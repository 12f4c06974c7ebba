package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 4.1 (7). A replica does not: its primary may be somewhere else. */
final class ClusterUninitialized implements Rule {
  @Override
  public String name() {
    return "cluster-uninitialized";
  }

  @Override
  public String sentence() {
    return "Where no cluster is known, this data directory becomes it.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (seen.store().initialize().isPresent()) {
      return silent();
    }
    Optional<String> mine = seen.server().systemIdentifier();
    if (mine.isEmpty()) {
      return silent();
    }
    if (seen.server().isReplica()
        && !seen.isStandbyCluster()
        && !seen.memory().wasPrimary()
        && seen.store().leader().isEmpty()) {
      return say("waiting: the cluster has no system identifier and this node is a replica");
    }
    return say("the cluster takes my system identifier", new Action.CreateInitialize(mine.get()));
  }
}
