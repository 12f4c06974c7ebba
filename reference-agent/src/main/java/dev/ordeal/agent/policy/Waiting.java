package dev.ordeal.agent.policy;

import java.util.Optional;

/** The last rule: it always has an opinion. */
final class Waiting implements Rule {
  @Override
  public String name() {
    return "waiting";
  }

  @Override
  public String sentence() {
    return "Nothing is known that could be done.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    return say("no action. I am (" + seen.me() + "), waiting for a leader");
  }
}
