package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 4.8. */
final class PausedReplicaLeads implements Rule {
  @Override
  public String name() {
    return "paused-replica-leads";
  }

  @Override
  public String sentence() {
    return "In maintenance mode a leader whose server is no primary releases the key, but for that"
        + " of a standby cluster.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (!seen.settings().paused()
        || !seen.isNamedLeader()
        || !seen.server().isReplica()
        || seen.isStandbyCluster()) {
      return silent();
    }
    boolean wished =
        seen.store()
            .failover()
            .flatMap(ManualFailover::candidate)
            .filter(seen.me()::equals)
            .isPresent();
    return wished
        ? silent()
        : say(
            "PAUSE: released leader key because postgres is not running as a primary",
            new Action.ReleaseLeaderKey());
  }
}
