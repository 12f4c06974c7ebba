package dev.ordeal.agent.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Contract, section 4.2. What makes a node the healthiest is in {@link Election}. */
final class LeaderRace implements Rule {
  @Override
  public String name() {
    return "leader-race";
  }

  @Override
  public String sentence() {
    return "Where nobody holds the key, the healthiest replica takes it and is promoted; in a"
        + " standby cluster it follows the remote primary.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (seen.store().leader().isPresent() || !seen.server().isReplica()) {
      return silent();
    }
    Optional<String> failsafe = seen.failsafeLeader();
    if (failsafe.isPresent()) {
      return say(
          "no action. I am ("
              + seen.me()
              + "), a secondary, and "
              + failsafe.get()
              + " leads by failsafe mode");
    }
    Optional<String> against = Election.against(seen);
    if (against.isPresent()) {
      return say(against.get());
    }
    if (seen.isStandbyCluster()) {
      return say(
          "promoted self to a standby leader by acquiring session lock",
          StandbyLeader.takingOver(seen));
    }
    List<Action> actions = new ArrayList<>(List.of(new Action.TakeLeaderKey()));
    actions.addAll(Promotion.actions(seen));
    return say("promoted self to leader by acquiring session lock", actions);
  }
}
