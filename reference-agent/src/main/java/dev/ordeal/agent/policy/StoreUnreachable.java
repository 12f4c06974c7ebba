package dev.ordeal.agent.policy;

import java.util.Optional;

/**
 * Contract, sections 4.5 and 4.6. A replica goes on replicating; in maintenance mode nothing stops.
 */
final class StoreUnreachable implements Rule {
  @Override
  public String name() {
    return "store-unreachable";
  }

  @Override
  public String sentence() {
    return "Without the store a primary stops before its lease runs out, unless failsafe mode lets"
        + " it go on.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (seen.storeReachable()) {
      return silent();
    }
    Server server = seen.server();
    if (seen.settings().paused()) {
      return say("PAUSE: DCS is not accessible");
    }
    if (!server.isPrimary()) {
      return server.isDown() && !seen.lease().holds(seen.now())
          ? startAlone(seen)
          : say("DCS is not accessible; waiting for it");
    }
    if (seen.lease().holds(seen.now()) && seen.isNamedLeader()) {
      return say("DCS is not accessible; the lease has not run out yet");
    }
    if (seen.settings().failsafeMode() && seen.failsafeAgreed()) {
      return say(
          "continue to run as a leader because failsafe mode is enabled and all members are"
              + " accessible");
    }
    return say(
        "demoted self because DCS is not accessible and I was a leader",
        new Action.Demote(StopMode.FAST, false));
  }

  /** A server that is down serves nobody: as a replica without upstream it serves reads. */
  private Optional<Decision> startAlone(Observation seen) {
    return seen.server().dataDirectory() == Server.DataDirectory.VALID
            && !seen.memory().startFailed()
        ? say("starting as a replica; DCS is not accessible", new Action.Rejoin(Optional.empty()))
        : say("DCS is not accessible; waiting for it");
  }
}
