package dev.ordeal.agent.policy;

import java.util.Optional;

/**
 * A leader that was copied itself begins with the log of its copy, and any leader removes log that
 * no slot holds. What a replica lacks then nobody sends it any more, and it has nothing that its
 * leader has not: Patroni leaves it so until somebody reinitializes it.
 */
final class LogLeftBehind implements Rule {
  @Override
  public String name() {
    return "log-left-behind";
  }

  @Override
  public String sentence() {
    return "A replica whose leader does not have the log any more that it needs next is copied"
        + " anew, unless there is an archive that may have it.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    boolean lost =
        seen.fit() == LogFit.LEFT_BEHIND
            && seen.server().isReplica()
            && !seen.settings().paused()
            && !seen.settings().hasArchive();
    Optional<Member> leader = seen.otherLeader().filter(Member::hasAddress);
    if (!lost || leader.isEmpty()) {
      return silent();
    }
    return say(
        leader.get().name() + " does not have the log any more that I need; copying its data anew",
        new Action.Clone(leader.get(), Sources.upstream(seen)));
  }
}
