package dev.ordeal.agent.policy;

import java.util.Optional;

/** Contract, section 3.4: POST /reinitialize. */
final class Reinitialization implements Rule {
  @Override
  public String name() {
    return "reinitialization";
  }

  @Override
  public String sentence() {
    return "On request a node that does not lead copies its data directory anew.";
  }

  @Override
  public Optional<Decision> opinion(Observation seen) {
    if (!seen.wanted().reinitialize() || seen.isNamedLeader()) {
      return silent();
    }
    return seen.otherLeader()
        .filter(Member::hasAddress)
        .flatMap(leader ->
            say(
                "reinitialize in progress",
                new Action.Clone(Sources.cloneFrom(seen).orElse(leader), Sources.upstream(seen))));
  }
}
