package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 2.1: an agent that was restarted, or whose lease was lost, keeps its key. */
final class LeaseElsewhere implements Rule {
  @Override
  public String name() {
    return "lease-elsewhere";
  }

  @Override
  public String sentence() {
    return "The leader whose key lives under another lease moves it under its own.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (!seen.isNamedLeader()) {
      return silent();
    }
    boolean mine = seen.store().leader().map(LeaderKey::lease).equals(seen.lease().id());
    return mine || seen.lease().id().isEmpty()
        ? silent()
        : say("Lock owner: " + seen.me() + "; moving it to my session", new Action.MoveLeaderKey());
  }
}
