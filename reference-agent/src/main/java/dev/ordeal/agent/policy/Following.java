package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 4.7. */
final class Following implements Rule {
  @Override
  public String name() {
    return "following";
  }

  @Override
  public String sentence() {
    return "A node that does not lead streams from the leader.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    Optional<Member> leader = seen.otherLeader();
    if (leader.isEmpty()) {
      return silent();
    }
    String said =
        "no action. I am ("
            + seen.me()
            + "), a secondary, and following a leader ("
            + leader.get().name()
            + ")";
    if (seen.settings().paused() && seen.server().isPrimary()) {
      return say("PAUSE: no action. I am (" + seen.me() + "), a primary without the lock");
    }
    if (!leader.get().hasAddress() || !seen.server().isReplica()) {
      return say(said);
    }
    Optional<Upstream> wanted = Sources.upstream(seen);
    return wanted.equals(seen.server().upstream())
        ? say(said)
        : say(
            "following "
                + wanted.map(Upstream::name).orElse("nobody")
                + ", not "
                + seen.server().upstream().map(Upstream::name).orElse("nobody"),
            new Action.Follow(wanted));
  }
}
