package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.Memory;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.Remembering;
import dev.ordeal.agent.policy.SlotRetention;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.names.Lsn;
import dev.ordeal.world.Moment;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the cycle carries from one turn to the next. Only the cycle's own task changes it, except
 * for what others tell in one write: {@link #failsafeFrom}.
 */
final class Mind {
  volatile Memory memory = Memory.NONE;
  volatile StoreView store = StoreView.EMPTY;
  volatile Optional<Map<String, Object>> configuration = Optional.empty();
  volatile boolean storeSeen;
  volatile boolean storeReachable;
  volatile Instant storeSeenAt;
  volatile Moment storeReadAt;
  volatile String role = "uninitialized";
  volatile boolean checkpointAfterPromote = true;
  volatile boolean failsafeActive;
  volatile SlotRetention retention = SlotRetention.UNKNOWN;
  volatile SortedMap<String, Lsn> slots = new TreeMap<>();

  /** Whether the key may still pass to another node by a request whose answer was lost. */
  volatile boolean keyMayPass;

  private volatile Optional<Failsafe> failsafe = Optional.empty();

  Mind(Instant wallClock, Moment now) {
    storeSeenAt = wallClock;
    storeReadAt = now;
  }

  void remember(Observation seen) {
    memory = Remembering.after(seen);
    if (seen.storeReachable()) {
      retention = retention.after(seen);
    }
  }

  void remember(Job failed, Job.Failure how, Moment standAgain) {
    memory = Remembering.afterFailure(memory, failed, how, standAgain);
  }

  /** A request for the free key was given up: it may still be done, whenever it arrives. */
  void takeWasNotAnswered() {
    memory = memory.withTakeUnanswered();
  }

  /**
   * Slots of members that are away, by this node's own account where it leads, and else by the
   * leader's.
   */
  Set<String> retained(StoreView seen, String me, boolean leads) {
    return leads ? retention.absent(seen, me) : seen.status().retainSlots();
  }

  /** Who leads without a store: told by a task of the REST API, at any moment of a cycle. */
  void failsafeFrom(String leader, Moment until) {
    failsafe = Optional.of(new Failsafe(leader, until));
  }

  Optional<String> failsafeLeader(Moment now) {
    return failsafe.filter(told -> now.isBefore(told.until())).map(Failsafe::leader);
  }

  private record Failsafe(String leader, Moment until) {}
}
