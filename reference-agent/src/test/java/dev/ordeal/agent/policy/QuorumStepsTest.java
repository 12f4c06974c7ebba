package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.QuorumSteps.Quorum;
import dev.ordeal.agent.policy.QuorumSteps.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every way from every safe state, and from every state that an agent may have died in. */
class QuorumStepsTest {
  private static final List<String> NODES = List.of("a", "b", "c", "d");

  private static List<Set<String>> subsets() {
    List<Set<String>> subsets = new ArrayList<>();
    for (int bits = 0; bits < 1 << NODES.size(); bits++) {
      Set<String> subset = new TreeSet<>();
      for (int i = 0; i < NODES.size(); i++) {
        if ((bits & 1 << i) != 0) {
          subset.add(NODES.get(i));
        }
      }
      subsets.add(subset);
    }
    return subsets;
  }

  private static Quorum after(Quorum now, Step step) {
    return switch (step) {
      case Step.Key(var voters, int quorum) -> now.withKey(voters, quorum);
      case Step.Names(var names, int count) -> now.withNames(names, count);
      case Step.Done() -> now;
    };
  }

  private static Set<Quorum> steadyStates() {
    Set<Quorum> states = new LinkedHashSet<>();
    for (Set<String> set : subsets()) {
      for (int count = set.isEmpty() ? 0 : 1; count <= set.size(); count++) {
        states.add(new Quorum(set, set.isEmpty() ? 0 : set.size() - count, set, count));
      }
    }
    return states;
  }

  /**
   * All states that can be reached, since the wish may change after every step, are safe, and from
   * each of them the wish is reached in at most three steps.
   */
  @Test
  void every_step_is_safe_and_three_are_enough() {
    Set<Quorum> known = new LinkedHashSet<>(steadyStates());
    List<Quorum> open = new ArrayList<>(known);
    int looked = 0;
    while (!open.isEmpty()) {
      Quorum now = open.removeLast();
      for (Set<String> wanted : subsets()) {
        for (int count = wanted.isEmpty() ? 0 : 1; count <= wanted.size(); count++) {
          looked++;
          assertThat(now.isSafe()).as("%s", now).isTrue();
          Quorum next = after(now, QuorumSteps.step(now, wanted, count));
          if (known.add(next)) {
            open.add(next);
          }
          reaches(now, wanted, count);
        }
      }
    }
    assertThat(looked).isGreaterThan(10_000);
  }

  private static void reaches(Quorum from, Set<String> wanted, int count) {
    Quorum now = from;
    for (int steps = 0; steps < 3; steps++) {
      now = after(now, QuorumSteps.step(now, wanted, count));
    }
    assertThat(QuorumSteps.step(now, wanted, count))
        .as("from %s to %s of %s: %s", from, count, wanted, now)
        .isEqualTo(new Step.Done());
  }

  /** What the invariant is for, said without it: whoever may win has every acknowledged commit. */
  @Test
  void a_safe_state_lets_nobody_win_who_lacks_a_commit() {
    for (Quorum state : steadyStates()) {
      for (Set<String> acknowledging : subsets()) {
        boolean commits =
            state.names().containsAll(acknowledging) && acknowledging.size() == state.count();
        if (!commits || state.voters().isEmpty()) {
          continue;
        }
        for (String candidate : state.voters()) {
          Set<String> lacking = new TreeSet<>(state.voters());
          lacking.removeAll(acknowledging);
          boolean wins = !acknowledging.contains(candidate) && lacking.size() - 1 >= state.quorum();
          assertThat(wins).as("%s wins in %s", candidate, state).isFalse();
        }
      }
    }
  }
}
