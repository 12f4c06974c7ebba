package dev.ordeal.simulation.mistakes;

import dev.ordeal.agent.policy.Action;
import dev.ordeal.agent.policy.Decision;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.SynchronousNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The key {@code sync} and {@code synchronous_standby_names}, changed in the wrong order. */
final class MistakenSynchronousSteps {
  private MistakenSynchronousSteps() {}

  /** Who is to be waited for from now on stands in the key at once. */
  static Decision keyFirst(Observation seen, Decision right) {
    List<Action> actions = new ArrayList<>();
    for (Action action : right.actions()) {
      if (action instanceof Action.SetSynchronousNames(String names) && leads(seen, right)) {
        Set<String> all = new TreeSet<>(seen.store().sync().standbys());
        all.addAll(SynchronousNames.parse(names).set());
        int quorum = seen.settings().isQuorum() ? all.size() - 1 : 0;
        if (!all.equals(seen.store().sync().standbys())) {
          actions.add(
              new Action.WriteSync(
                  SyncState.of(seen.me(), all, quorum, seen.store().sync().revision())));
        }
      }
      actions.add(action);
    }
    return new Decision(right.rule(), right.reason(), actions);
  }

  /** Who is not to be waited for any more is not, and stands in the key until the next cycle. */
  static Decision namesFirst(Observation seen, Decision right) {
    List<Action> actions = new ArrayList<>();
    for (Action action : right.actions()) {
      boolean removes =
          action instanceof Action.WriteSync(SyncState state)
              && leads(seen, right)
              && seen.store().sync().standbys().containsAll(state.standbys())
              && !state
                  .standbys()
                  .containsAll(SynchronousNames.parse(seen.server().synchronousNames()).set());
      if (removes && action instanceof Action.WriteSync(SyncState state)) {
        actions.add(new Action.SetSynchronousNames(text(seen, state.standbys()).toString()));
        return new Decision(right.rule(), right.reason(), actions);
      }
      actions.add(action);
    }
    return right;
  }

  private static boolean leads(Observation seen, Decision right) {
    return seen.leads()
        && seen.server().isPrimary()
        && right.actions().stream().noneMatch(Action.Promote.class::isInstance);
  }

  private static SynchronousNames text(Observation seen, Set<String> names) {
    return seen.settings().isQuorum()
        ? SynchronousNames.anyOf(1, names)
        : SynchronousNames.all(names);
  }
}
