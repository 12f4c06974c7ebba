package dev.ordeal.agent.policy;

import java.util.Optional;

/**
 * A standby takes no connections before its log is consistent, and what it lacks for that it may
 * have to fetch from the leader of the day: who waited for the start to end would wait for ever.
 * Contract, section 4.7.
 */
final class ReplicaStarting implements Rule {
  @Override
  public String name() {
    return "replica-starting";
  }

  @Override
  public String sentence() {
    return "A replica that is starting is told who leads now.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    boolean starts =
        seen.server().state() == ServerState.STARTING
            && seen.server().standbySignal()
            && (!seen.isNamedLeader() || seen.isStandbyCluster());
    Optional<Upstream> wanted = Sources.upstream(seen);
    return starts && wanted.isPresent() && !wanted.equals(seen.server().upstream())
        ? say(
            "following " + wanted.get().name() + " while postgres is starting",
            new Action.Follow(wanted))
        : silent();
  }
}
