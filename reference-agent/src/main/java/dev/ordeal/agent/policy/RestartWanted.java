package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 4.9. */
final class RestartWanted implements Rule {
  @Override
  public String name() {
    return "restart-wanted";
  }

  @Override
  public String sentence() {
    return "On request the server is restarted; the lease is kept meanwhile.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    return seen.wanted().restart() && seen.server().isRunning()
        ? say("restart in progress", new Action.Restart())
        : silent();
  }
}
