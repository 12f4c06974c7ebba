package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How memory follows from memory and what was just seen: the second pure function of the agent. */
public final class Remembering {
  /** How long a server's processes may take to notice a reloaded parameter, generously. */
  private static final Duration RELOAD_TAKES_EFFECT = Duration.ofMillis(300);

  private Remembering() {}

  /** What is to be remembered after {@code seen}. */
  public static Memory after(Observation seen) {
    Memory before = seen.memory();
    Server server = seen.server();
    boolean leaderSeen = seen.storeReachable() && seen.store().leader().isPresent();
    return new Memory(
        server.isRunning()
            ? server.isPrimary() && seen.isNamedLeader()
            : before.wasPrimary() && seen.isNamedLeader(),
        leaderSeen ? seen.store().leader().map(LeaderKey::name) : before.lastLeader(),
        leaderSeen ? addresses(seen) : before.membersWithLeader(),
        before.startFailed() && !server.isRunning(),
        server.isRunning() ? Optional.empty() : before.rejoinFailed(),
        before.failedPromotion(),
        server.isRunning() || server.isDown()
            ? Optional.empty()
            : before.startedAt().or(() -> Optional.of(seen.now())),
        server.synchronousNames(),
        since(seen),
        effectiveAt(seen),
        seen.storeReachable() ? Optional.of(LastRead.of(seen)) : before.lastRead(),
        leaderSeen ? LeaseLeft.after(seen) : before.leaseLeft(),
        Vacancy.after(seen),
        leavingSince(seen),
        syncReplaced(seen),
        before.takeUnanswered() && !seen.server().isPrimary());
  }

  /**
   * What is to be remembered after a job failed.
   *
   * @param standAgain from when on this node may stand for election again, should it have failed to
   *     be promoted
   */
  public static Memory afterFailure(
      Memory before, Job job, Job.Failure failure, Moment standAgain) {
    boolean starting =
        switch (job.kind()) {
          case START, RESTART, BOOTSTRAP -> true;
          case REJOIN, CLONE, PROMOTE, HAND_OVER, DEMOTE -> false;
        };
    boolean rejoining = job.kind() == Job.Kind.REJOIN || job.kind() == Job.Kind.CLONE;
    return new Memory(
        before.wasPrimary(),
        before.lastLeader(),
        before.membersWithLeader(),
        before.startFailed() || starting,
        rejoining ? Optional.of(failure.why()) : before.rejoinFailed(),
        job.kind() == Job.Kind.PROMOTE
            ? Optional.of(new Memory.FailedPromotion(standAgain, failure.refused()))
            : before.failedPromotion(),
        before.startedAt(),
        before.names(),
        before.namesSince(),
        before.namesEffectiveAt(),
        before.lastRead(),
        before.leaseLeft(),
        before.vacancy(),
        before.leavingSince(),
        before.syncReplaced(),
        before.takeUnanswered());
  }

  private static SortedMap<String, String> addresses(Observation seen) {
    SortedMap<String, String> addresses = new TreeMap<>();
    seen.store().members().values().forEach(each -> addresses.put(each.name(), each.apiUrl()));
    return addresses;
  }

  private static Optional<Moment> leavingSince(Observation seen) {
    return Leaving.isLeaving(seen)
        ? seen.memory().leavingSince().or(() -> Optional.of(seen.now()))
        : Optional.empty();
  }

  /**
   * A server that has been promoted has no {@code standby.signal} any more, whatever became of it.
   */
  private static Optional<SyncState> syncReplaced(Observation seen) {
    Server server = seen.server();
    if (server.isPrimary() || !(server.isReplica() || server.standbySignal())) {
      return Optional.empty();
    }
    SyncState sync = seen.store().sync();
    return !seen.storeReachable() || sync.namesOnly(seen.me())
        ? seen.memory().syncReplaced()
        : Optional.of(sync).filter(SyncState::exists);
  }

  private static boolean namesChanged(Observation seen) {
    return !seen.server().isPrimary()
        || !seen.memory().names().equals(seen.server().synchronousNames());
  }

  private static Optional<Moment> since(Observation seen) {
    return namesChanged(seen) || seen.memory().namesSince().isEmpty()
        ? Optional.of(seen.now())
        : seen.memory().namesSince();
  }

  private static Optional<Lsn> effectiveAt(Observation seen) {
    if (namesChanged(seen)) {
      return Optional.empty();
    }
    Memory before = seen.memory();
    boolean settled =
        before
            .namesSince()
            .filter(since -> !seen.now().isBefore(since.plus(RELOAD_TAKES_EFFECT)))
            .isPresent();
    return before.namesEffectiveAt().isPresent() || !settled
        ? before.namesEffectiveAt()
        : seen.server().position();
  }
}
