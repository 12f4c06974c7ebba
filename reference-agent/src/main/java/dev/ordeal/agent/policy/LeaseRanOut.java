package dev.ordeal.agent.policy;

import java.util.Optional;

/** A deadline counts from the sending of the last renewal: design, "The agent". */
final class LeaseRanOut implements Rule {
  @Override
  public String name() {
    return "lease-ran-out";
  }

  @Override
  public String sentence() {
    return "A primary whose lease is about to run out stops before it does.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (!seen.isNamedLeader() || !seen.server().isPrimary() || seen.settings().paused()) {
      return silent();
    }
    return seen.lease().holds(seen.now())
        ? silent()
        : say(
            "demoted self because failed to update leader lock in DCS",
            new Action.Demote(StopMode.FAST, true));
  }
}
