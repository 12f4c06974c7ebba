package dev.ordeal.agent.policy;

import java.util.List;

/**
 * What a cycle does, and why.
 *
 * @param rule the name of the rule that had this opinion
 * @param reason in words, for log, REST API and evidence; the words of the contract where it has
 *     any
 */
public record Decision(String rule, String reason, List<Action> actions) {
  public Decision {
    actions = List.copyOf(actions);
  }

  /** An opinion that nothing is to be done is an opinion too. */
  public boolean isNothing() {
    return actions.isEmpty();
  }
}
