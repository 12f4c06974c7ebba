package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 4.1: the renewal was refused. In maintenance mode the server goes on. */
final class LeadershipLost implements Rule {
  @Override
  public String name() {
    return "leadership-lost";
  }

  @Override
  public String sentence() {
    return "A primary that another node leads stops at once.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (!mayTakeWrites(seen) || seen.settings().paused()) {
      return silent();
    }
    return seen.otherLeader()
        .flatMap(leader ->
            say(
                "demoting self because I do not have the lock and I was a leader; "
                    + leader.name()
                    + " has it",
                new Action.Demote(StopMode.IMMEDIATE, false)));
  }

  /** A server that starts or is promoted will take writes before the next cycle can look. */
  private static boolean mayTakeWrites(Observation seen) {
    return seen.job()
        .map(job ->
            switch (job.kind()) {
              case PROMOTE -> true;
              // A replica that restarts is no replica for a moment, and no primary either.
              case START, RESTART -> !seen.server().isReplica() && !seen.server().standbySignal();
              case HAND_OVER -> seen.server().isPrimary();
              case BOOTSTRAP, CLONE, REJOIN, DEMOTE -> false;
            })
        .orElse(seen.server().isPrimary());
  }
}
