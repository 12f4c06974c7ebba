package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 4.1 (7). */
final class ForeignCluster implements Rule {
  @Override
  public String name() {
    return "foreign-cluster";
  }

  @Override
  public String sentence() {
    return "A data directory of another cluster never joins this one.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    Optional<String> mine = seen.server().systemIdentifier();
    Optional<String> theirs = seen.store().initialize().filter(value -> !value.isEmpty());
    if (mine.isEmpty() || theirs.isEmpty() || mine.equals(theirs)) {
      return silent();
    }
    String reason =
        "system ID mismatch, node "
            + seen.me()
            + " belongs to a different cluster: "
            + theirs.get()
            + " != "
            + mine.get();
    if (!seen.settings().paused()) {
      return say(reason, new Action.Exit(1));
    }
    return seen.isNamedLeader() ? say(reason, new Action.ReleaseLeaderKey()) : silent();
  }
}
