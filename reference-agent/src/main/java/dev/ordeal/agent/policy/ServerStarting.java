package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 4.4. */
final class ServerStarting implements Rule {
  @Override
  public String name() {
    return "server-starting";
  }

  @Override
  public String sentence() {
    return "A server that is starting is waited for; a primary not longer than"
        + " primary_start_timeout.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (seen.server().isRunning() || seen.server().isDown()) {
      return silent();
    }
    if (seen.isNamedLeader() && tookTooLong(seen) && Fitness.anotherCouldLead(seen)) {
      return say(
          "demoting self because it takes too long to start",
          new Action.Demote(StopMode.IMMEDIATE, true));
    }
    return say("postgres is " + seen.server().state().word());
  }

  private static boolean tookTooLong(Observation seen) {
    return seen.memory()
        .startedAt()
        .map(since -> since.plus(seen.settings().primaryStartTimeout()).isBefore(seen.now()))
        .orElse(false);
  }
}
