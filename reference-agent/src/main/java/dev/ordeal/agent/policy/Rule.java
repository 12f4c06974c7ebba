package dev.ordeal.agent.policy;

import java.util.List;
import java.util.Optional;

/** One rule of the ladder: has an opinion on some observations and none on the others. */
interface Rule {
  /** Kebab-case, stable: what recorded decisions carry. */
  String name();

  /** When it speaks and what it wants, in one sentence. */
  String sentence();

  Optional<Decision> opinion(Observation seen);

  default Optional<Decision> say(String reason, Action... actions) {
    return say(reason, List.of(actions));
  }

  default Optional<Decision> say(String reason, List<Action> actions) {
    return Optional.of(new Decision(name(), reason, actions));
  }

  default Optional<Decision> silent() {
    return Optional.empty();
  }
}
