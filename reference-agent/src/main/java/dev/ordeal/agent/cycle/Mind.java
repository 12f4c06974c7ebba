package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Memory;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.Remembering;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.world.Moment;
import java.time.Instant;
import java.util.Optional;

/** What the cycle carries from one turn to the next. Only the cycle's own task changes it. */
final class Mind {
  volatile Memory memory = Memory.NONE;
  volatile StoreView store = StoreView.EMPTY;
  volatile boolean storeSeen;
  volatile boolean storeReachable;
  volatile Instant storeSeenAt;
  volatile Moment storeReadAt;
  volatile String role = "uninitialized";
  volatile boolean checkpointAfterPromote = true;
  volatile boolean failsafeActive;

  Mind(Instant wallClock, Moment now) {
    storeSeenAt = wallClock;
    storeReadAt = now;
  }

  void remember(Observation seen) {
    memory = Remembering.after(seen);
  }

  void startFailed() {
    Memory m = memory;
    memory =
        new Memory(
            m.wasPrimary(),
            m.lastLeader(),
            m.membersWithLeader(),
            true,
            m.rejoinFailed(),
            m.failsafeLeader(),
            m.failsafeUntil(),
            m.standAfter(),
            m.startedAt(),
            m.names(),
            m.namesSince(),
            m.namesEffectiveAt());
  }

  void rejoinFailed(String why) {
    Memory m = memory;
    memory =
        new Memory(
            m.wasPrimary(),
            m.lastLeader(),
            m.membersWithLeader(),
            m.startFailed(),
            Optional.of(why),
            m.failsafeLeader(),
            m.failsafeUntil(),
            m.standAfter(),
            m.startedAt(),
            m.names(),
            m.namesSince(),
            m.namesEffectiveAt());
  }

  void failsafeFrom(String leader, Moment until) {
    Memory m = memory;
    memory =
        new Memory(
            m.wasPrimary(),
            m.lastLeader(),
            m.membersWithLeader(),
            m.startFailed(),
            m.rejoinFailed(),
            Optional.of(leader),
            Optional.of(until),
            m.standAfter(),
            m.startedAt(),
            m.names(),
            m.namesSince(),
            m.namesEffectiveAt());
  }

  void standNotBefore(Moment moment) {
    Memory m = memory;
    memory =
        new Memory(
            m.wasPrimary(),
            m.lastLeader(),
            m.membersWithLeader(),
            m.startFailed(),
            m.rejoinFailed(),
            m.failsafeLeader(),
            m.failsafeUntil(),
            Optional.of(moment),
            m.startedAt(),
            m.names(),
            m.namesSince(),
            m.namesEffectiveAt());
  }
}
