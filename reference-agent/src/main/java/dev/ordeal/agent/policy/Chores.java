package dev.ordeal.agent.policy;

import java.util.List;
import java.util.Map;

/** What a leader writes in every cycle where it is not there yet (contract, section 2.5). Pure. */
final class Chores {
  private Chores() {}

  static void leader(Observation seen, List<Action> actions) {
    if (!seen.server().isPrimary() || !seen.leads()) {
      return;
    }
    both(seen, actions);
    int mine = seen.server().timeline().orElse(0);
    if (mine > 0
        && mine != seen.store().timeline()
        && !(mine == 1 && seen.store().history().isEmpty())) {
      actions.add(new Action.WriteHistory());
    }
  }

  /** The leader of a standby cluster writes no history, and no commit waits for anybody. */
  static void standbyLeader(Observation seen, List<Action> actions) {
    if (!seen.leads()) {
      return;
    }
    both(seen, actions);
    SyncState sync = seen.store().sync();
    if (sync.exists()) {
      actions.add(new Action.DeleteSync(sync.revision()));
    }
  }

  private static void both(Observation seen, List<Action> actions) {
    actions.add(new Action.WriteStatus());
    Map<String, String> failsafe =
        seen.settings().failsafeMode() ? FailsafeList.of(seen.store()) : Map.of();
    if (!failsafe.equals(seen.store().failsafe())) {
      actions.add(new Action.WriteFailsafe(failsafe));
    }
  }
}
