package dev.ordeal.agent.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Contract, section 6: the leader of a standby cluster is a replica, and the others follow it. */
final class StandbyLeader implements Rule {
  @Override
  public String name() {
    return "standby-leader";
  }

  @Override
  public String sentence() {
    return "The leader of a standby cluster streams from the remote primary and publishes how far"
        + " it is.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (!seen.isNamedLeader() || !seen.isStandbyCluster() || !seen.server().isReplica()) {
      return silent();
    }
    List<Action> actions = new ArrayList<>();
    Optional<Upstream> wanted = Sources.upstream(seen);
    if (!wanted.equals(seen.server().upstream())) {
      actions.add(new Action.Follow(wanted));
    }
    Chores.standbyLeader(seen, actions);
    return say("no action. I am (" + seen.me() + "), the standby leader with the lock", actions);
  }

  /** What whoever takes the free key of a standby cluster does, in this order. */
  static List<Action> takingOver(Observation seen) {
    List<Action> actions = new ArrayList<>(List.of(new Action.TakeLeaderKey()));
    seen.store()
        .failover()
        .ifPresent(wish -> actions.add(new Action.ClearFailover(wish.revision())));
    actions.add(new Action.Follow(Sources.remote(seen)));
    return actions;
  }
}
