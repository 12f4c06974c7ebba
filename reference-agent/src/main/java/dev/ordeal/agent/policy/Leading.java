package dev.ordeal.agent.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Contract, section 2.5: what the leader writes, in this order. */
final class Leading implements Rule {
  @Override
  public String name() {
    return "leading";
  }

  @Override
  public String sentence() {
    return "The leader keeps the synchronous state, the history and the failsafe list right.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (!seen.isNamedLeader()) {
      return silent();
    }
    List<Action> actions = new ArrayList<>();
    Chores.leader(seen, actions);
    actions.addAll(SynchronousSteps.next(seen));
    return say("no action. I am (" + seen.me() + "), the leader with the lock", actions);
  }
}
