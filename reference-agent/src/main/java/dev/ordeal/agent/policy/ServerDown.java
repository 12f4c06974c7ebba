package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 4.4. */
final class ServerDown implements Rule {
  @Override
  public String name() {
    return "server-down";
  }

  @Override
  public String sentence() {
    return "A server that is down is started: in place where it was the primary a moment ago, as a"
        + " replica otherwise. Who has failed to be promoted gives the key back, and lets"
        + " others lead again where it took no write.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (!seen.server().isDown() || seen.server().dataDirectory() != Server.DataDirectory.VALID) {
      return silent();
    }
    if (seen.settings().paused()) {
      return seen.isNamedLeader()
          ? say(
              "PAUSE: released leader key because postgres is not running",
              new Action.ReleaseLeaderKey())
          : say("PAUSE: postgres is not running");
    }
    if (seen.isNamedLeader()) {
      return leading(seen);
    }
    return rejoin(seen);
  }

  private Optional<Decision> leading(Observation seen) {
    if (seen.memory().startFailed()) {
      return say(
          "removed leader key after trying and failing to start postgres",
          new Action.ReleaseLeaderKey());
    }
    if (!seen.memory().wasPrimary() && seen.memory().isOutAfterFailedPromotion(seen.now())) {
      return say(
          "removed leader key after failing to be promoted",
          SynchronousSteps.afterFailedPromotion(seen));
    }
    if (seen.watchdogFailed()) {
      return say(
          "removed leader key because the watchdog could not be activated",
          new Action.ReleaseLeaderKey());
    }
    boolean another = Fitness.anotherCouldLead(seen);
    if (seen.settings().primaryStartTimeout().isZero() && another) {
      return say(
          "primary is down and another node is fit; failing over at once",
          new Action.ReleaseLeaderKey());
    }
    if (seen.isStandbyCluster()) {
      return standbyLeader(seen);
    }
    if (seen.memory().wasPrimary() && !seen.server().standbySignal() && seen.leads()) {
      return say("starting primary after failure", new Action.StartAsPrimary());
    }
    return say(
        "starting as a replica in order to be promoted", new Action.Rejoin(Optional.empty()));
  }

  private Optional<Decision> standbyLeader(Observation seen) {
    return seen.memory()
        .rejoinFailed()
        .flatMap(why -> say(why + "; removed leader key", new Action.ReleaseLeaderKey()))
        .or(() -> say("starting as a standby leader", new Action.Rejoin(Sources.remote(seen))));
  }

  private Optional<Decision> rejoin(Observation seen) {
    Optional<Member> leader = seen.otherLeader();
    if (leader.isEmpty()) {
      return say("starting as a secondary", new Action.Rejoin(Sources.remote(seen)));
    }
    if (seen.memory().rejoinFailed().isPresent()) {
      return again(seen, leader.get());
    }
    return say(
        "starting as a secondary of " + leader.get().name(),
        new Action.Rejoin(Sources.upstream(seen)));
  }

  private Optional<Decision> again(Observation seen, Member leader) {
    String why = seen.memory().rejoinFailed().orElse("");
    DynamicSettings settings = seen.settings();
    if (settings.removeDataDirectoryOnRewindFailure()
        || settings.removeDataDirectoryOnDivergedTimelines()) {
      return say(
          why + "; copying the data directory anew from " + leader.name(),
          new Action.Clone(leader, Sources.upstream(seen)));
    }
    return say(why + "; trying again", new Action.Rejoin(Sources.upstream(seen)));
  }
}
