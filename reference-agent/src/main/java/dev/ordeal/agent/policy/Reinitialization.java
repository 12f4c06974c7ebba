package dev.ordeal.agent.policy;

import dev.ordeal.agent.policy.Observation.CopyOf;
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
    Optional<CopyOf> wanted = seen.wanted().reinitialize();
    if (wanted.isEmpty() || seen.isNamedLeader()) {
      return silent();
    }
    Optional<Member> offered =
        wanted.get() == CopyOf.LEADER ? Optional.empty() : Sources.cloneFrom(seen);
    return seen.otherLeader()
        .filter(Member::hasAddress)
        .flatMap(leader ->
            say(
                "reinitialize in progress",
                new Action.Clone(offered.orElse(leader), Sources.upstream(seen))));
  }
}
