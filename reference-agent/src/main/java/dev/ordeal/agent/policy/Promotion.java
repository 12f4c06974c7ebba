package dev.ordeal.agent.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Contract, sections 4.2 and 5: the key {@code sync} first, then the parameter, then the promotion;
 * nobody waits for the wish to be cleared. A key that came by a request which was given up is given
 * back: whoever was found fit then may be so no more.
 */
final class Promotion implements Rule {
  @Override
  public String name() {
    return "promotion";
  }

  @Override
  public String sentence() {
    return "The leader whose server is a replica promotes it, after the synchronous state names"
        + " it; in a standby cluster once it follows no other cluster any more. Who is"
        + " forbidden to be promoted gives the key back.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (!seen.leads() || !seen.server().isReplica() || seen.isStandbyCluster()) {
      return silent();
    }
    if (seen.memory().isOutAfterRefusedPromotion(seen.now())) {
      return say(
          "removed leader key: the promotion was refused",
          SynchronousSteps.afterFailedPromotion(seen));
    }
    if (seen.memory().takeUnanswered()) {
      return say(
          "released the key, which may have come by a request that was given up: looking anew",
          new Action.ReleaseLeaderKey());
    }
    return say("promoting self, having acquired the session lock", actions(seen));
  }

  /** What whoever holds the key does, in this order. */
  static List<Action> actions(Observation seen) {
    List<Action> actions = new ArrayList<>(SynchronousSteps.beforePromotion(seen));
    actions.add(new Action.Promote());
    seen.store()
        .failover()
        .ifPresent(wish -> actions.add(new Action.ClearFailover(wish.revision())));
    return actions;
  }
}
