package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests say of decisions. */
final class Decisions {
  private Decisions() {}

  /** Exactly that rule decides, and exactly those actions come of it. */
  static void decides(Seen seen, String rule, Action... actions) {
    Decision decision = seen.decision();
    assertThat(decision.rule()).as(decision.reason()).isEqualTo(rule);
    assertThat(decision.actions()).containsExactly(actions);
  }
}
