package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 4.2. */
final class PrimaryWithoutKey implements Rule {
  @Override
  public String name() {
    return "primary-without-key";
  }

  @Override
  public String sentence() {
    return "A running primary takes a free key at once, unless the cluster is on a later timeline.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (seen.store().leader().isPresent() || !seen.server().isPrimary()) {
      return silent();
    }
    int mine = seen.server().timeline().orElse(0);
    if (mine < seen.store().timeline()) {
      return say(
          "demoting self because my timeline "
              + mine
              + " is behind the cluster's "
              + seen.store().timeline(),
          new Action.Demote(StopMode.IMMEDIATE, false));
    }
    if (seen.peers().values().stream().anyMatch(PeerAnswer::primary)) {
      return say(
          "demoting self because another node is primary and I do not have the lock",
          new Action.Demote(StopMode.IMMEDIATE, false));
    }
    return say("acquired session lock as a leader", new Action.TakeLeaderKey());
  }
}
