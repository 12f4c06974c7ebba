package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 4.10: {@code required} means no leadership without the device. */
final class WatchdogMissing implements Rule {
  @Override
  public String name() {
    return "watchdog-missing";
  }

  @Override
  public String sentence() {
    return "A primary that must have a watchdog device and has none leads no more.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    boolean wouldLead = seen.isNamedLeader() || seen.store().leader().isEmpty();
    if (!seen.watchdogFailed() || seen.settings().paused() || !wouldLead) {
      return silent();
    }
    return seen.server().isPrimary()
        ? say(
            "demoting self because the watchdog could not be activated",
            new Action.Demote(StopMode.FAST, seen.isNamedLeader()))
        : silent();
  }
}
