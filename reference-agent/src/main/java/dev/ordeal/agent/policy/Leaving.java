package dev.ordeal.agent.policy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a synchronous standby leaves nicely, before its server restarts or stops (contract, sections
 * 4.9 and 5): it publishes that it wants to be none, waits until the leader has taken it out of the
 * key {@code sync}, and only then goes, so that no commit waits for it. Pure.
 */
public final class Leaving {
  private Leaving() {}

  /** Whether this node, not being the leader, is about to restart or to stop, or does so now. */
  public static boolean isLeaving(Observation seen) {
    boolean asked = seen.wanted().restart() || seen.wanted().stop();
    boolean restarts = seen.job().filter(job -> job.kind() == Job.Kind.RESTART).isPresent();
    return (asked || restarts) && seen.settings().isSynchronous() && !seen.isNamedLeader();
  }

  /**
   * Whether commits still wait for this node while somebody leads who could change that. Without a
   * leader nobody lets it go, and nobody's commits wait.
   */
  public static boolean isHeld(DynamicSettings settings, StoreView store, String me) {
    boolean anotherLeads = store.leader().isPresent() && !store.isLeader(me);
    return settings.isSynchronous() && anotherLeads && store.sync().isStandby(me);
  }

  /** How long it waits for that at most. */
  public static Duration patience(DynamicSettings settings) {
    return settings.loopWait().multipliedBy(2);
  }

  /** Whether it waits on. */
  static boolean waits(Observation seen) {
    return isHeld(seen.settings(), seen.store(), seen.me())
        && seen.memory()
            .leavingSince()
            .map(since -> seen.now().isBefore(since.plus(patience(seen.settings()))))
            .orElse(true);
  }

  /** The tags to be published. */
  public static Map<String, Object> tags(Observation seen) {
    if (!isLeaving(seen)) {
      return seen.tags().written();
    }
    Map<String, Object> tags = new LinkedHashMap<>(seen.tags().written());
    tags.put("nosync", true);
    tags.replace("sync_priority", 0);
    return tags;
  }
}
