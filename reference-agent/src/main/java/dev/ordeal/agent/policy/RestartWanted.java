package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 4.9; how a synchronous standby leaves is in {@link Leaving}. */
final class RestartWanted implements Rule {
  @Override
  public String name() {
    return "restart-wanted";
  }

  @Override
  public String sentence() {
    return "On request the server is restarted; the lease is kept meanwhile. A synchronous standby"
        + " first waits until no commit waits for it.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (!seen.wanted().restart() || !seen.server().isRunning()) {
      return silent();
    }
    return Leaving.waits(seen)
        ? say("restart: waiting until I am no synchronous standby any more")
        : say("restart in progress", new Action.Restart());
  }
}
