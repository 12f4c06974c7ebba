package dev.ordeal.agent.policy;

import java.util.Optional;

/**
 * Contract, sections 4.4 and 6. In maintenance mode nobody is demoted. While the last segment of
 * the log is on its way to an archive, the key is kept: the remote may need it from there.
 */
final class ClusterDemoted implements Rule {
  @Override
  public String name() {
    return "cluster-demoted";
  }

  @Override
  public String sentence() {
    return "A primary whose cluster is to follow another one stops, in order to be its standby.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    boolean leads = seen.isNamedLeader() && seen.server().isPrimary();
    return leads && seen.isStandbyCluster() && !seen.settings().paused()
        ? say(
            "demoting self: this cluster is to follow another one",
            new Action.DemoteCluster(seen.settings().isArchiving()))
        : silent();
  }
}
