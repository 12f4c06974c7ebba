package dev.ordeal.agent.policy;

import java.util.Optional;

/** A running replica cannot leave its own fork: it is stopped and rewound. Contract, section 6. */
final class LogDiverged implements Rule {
  @Override
  public String name() {
    return "log-diverged";
  }

  @Override
  public String sentence() {
    return "A replica whose log has left the leader's, in a standby cluster the remote primary's,"
        + " is rewound to it.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (seen.fit() != LogFit.DIVERGED || !seen.server().isReplica() || seen.settings().paused()) {
      return silent();
    }
    Optional<Upstream> upstream = Sources.upstream(seen);
    return Sources.authority(seen.settings(), upstream)
        .flatMap(authority ->
            say(
                "my log has left that of " + authority.name() + "; starting anew as a secondary",
                new Action.Rejoin(upstream)));
  }
}
