package dev.ordeal.agent.policy;

import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.Optional;

/** When an agent looks again at the latest, where nothing wakes it before. Pure. */
public final class CyclePace {
  private static final Duration WITHOUT_STORE = Duration.ofMillis(300);
  private static final Duration WITHOUT_LEADER = Duration.ofMillis(200);

  /** The more often the store is asked, the more precisely the end of a lease is known. */
  private static final Duration LEASE_OVERDUE = Duration.ofMillis(200);

  private static final Duration LEADER_LOOKS = Duration.ofSeconds(1);
  private static final Duration JOB_OVER = Duration.ofMillis(50);
  private static final Duration LEAST_SLEEP = Duration.ofMillis(5);

  private CyclePace() {}

  /**
   * When the cycle after the one that has seen this is due.
   *
   * @param lease by now: it may have been renewed since the cycle began
   * @param jobUnderWay by now: what has ended since the cycle began wants to be seen
   */
  public static Moment due(Observation seen, LeaseView lease, boolean jobUnderWay) {
    Duration sleep = seen.settings().loopWait();
    if (!seen.storeReachable()) {
      sleep = least(sleep, WITHOUT_STORE);
    }
    if (seen.isNamedLeader()) {
      sleep = least(sleep, LEADER_LOOKS);
    }
    if (seen.job().isPresent() && !jobUnderWay) {
      sleep = least(sleep, JOB_OVER);
    }
    sleep = least(sleep, SynchronousPace.of(seen).orElse(sleep));
    if (seen.store().leader().isEmpty()) {
      sleep = least(sleep, WITHOUT_LEADER);
    }
    if (seen.leaseLeft().filter(left -> left.isOverdue(seen.settings())).isPresent()) {
      sleep = least(sleep, LEASE_OVERDUE);
    }
    Moment due = seen.now().plus(sleep);
    Optional<Moment> vacant = Vacancy.after(seen).map(Vacancy::until).filter(seen.now()::isBefore);
    due = vacant.filter(due::isAfter).orElse(due);
    if (seen.isNamedLeader() && seen.server().isPrimary()) {
      Moment demote = lease.demoteBy().plus(LEAST_SLEEP);
      due = demote.isAfter(seen.now()) && demote.isBefore(due) ? demote : due;
    }
    return due;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
