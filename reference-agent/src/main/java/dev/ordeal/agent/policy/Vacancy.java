package dev.ordeal.agent.policy;

import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * That nobody holds the leader key, and what this means. A lease is no fence: a store may end it
 * before its time (a member that was stuck revokes living leases, etcd issue 15247), and a leader
 * that does not hear of that goes on writing until its own deadline. So who finds the key free
 * takes over at once only where it knows that nobody may go on to lead: the lease has ended in its
 * time, or the key was given away. Else it waits for a time to live, by when every leader has
 * stopped, whatever that leader says of its server meanwhile: it may be about to be promoted, or to
 * be started again.
 *
 * <p>That a lease has ended, and nobody has given the key away, shows by the leader's member key,
 * which lives under the same lease and is gone as well, or is under another lease already.
 *
 * <p>Blind where a lease that is renewed in time has so little left that a cycle of this agent may
 * take longer.
 *
 * @param since when the key was first seen to be free
 * @param until whoever led may go on to lead until then
 */
public record Vacancy(Moment since, Moment until) {
  /** How much later than due a cycle may be, and still have missed nothing. */
  private static final Duration LATE = Duration.ofSeconds(1);

  /** What is known of it after {@code seen}; empty while somebody holds the key. */
  static Optional<Vacancy> after(Observation seen) {
    Optional<Vacancy> before = seen.memory().vacancy();
    if (!seen.storeReachable()) {
      return before;
    }
    if (seen.store().leader().isPresent()) {
      return Optional.empty();
    }
    return before
        .filter(_ -> !wasClaimed(seen))
        .or(() -> Optional.of(new Vacancy(seen.now(), until(seen))));
  }

  /** Why nobody may take over yet, where that is so. */
  public static Optional<String> against(Observation seen) {
    return after(seen)
        .map(Vacancy::until)
        .filter(seen.now()::isBefore)
        .map(end ->
            String.format(
                Locale.ROOT,
                "waiting: %s may go on to lead for %.1f s without the key",
                seen.memory().lastLeader().orElse("who led before"),
                end.since(seen.now()).toMillis() / 1e3));
  }

  private static Moment until(Observation seen) {
    if (nobodyEverLed(seen.store()) || isMine(seen)) {
      return seen.now();
    }
    boolean missedNothing =
        seen.memory().lastRead().filter(read -> isRecent(seen, read.at())).isPresent()
            && !wasClaimed(seen);
    if (missedNothing && wasGivenAway(seen)) {
      return seen.now();
    }
    return seen.memory()
        .leaseLeft()
        .filter(left -> missedNothing && isRecent(seen, left.asked()))
        .filter(left -> !seen.now().isBefore(left.until()))
        .map(LeaseLeft::atMost)
        .orElse(seen.now().plus(seen.settings().timeToLive()));
  }

  /** Whether somebody took the key and was to be promoted since the store was read before. */
  private static boolean wasClaimed(Observation seen) {
    long claim = seen.store().timelineClaim().revision();
    return seen.memory().lastRead().filter(read -> read.claimRevision() != claim).isPresent();
  }

  private static boolean nobodyEverLed(StoreView store) {
    return store.status().optime().isEmpty();
  }

  /**
   * Who was the last to lead may lead again: by its own view, or by what the store tells. Whoever
   * has led since has claimed a later timeline before it was promoted.
   */
  private static boolean isMine(Observation seen) {
    StoreView store = seen.store();
    Optional<String> promoted =
        store
            .history()
            .filter(lines -> !lines.isEmpty())
            .flatMap(lines -> lines.getLast().newLeader());
    Optional<String> told = store.sync().leader().or(() -> promoted);
    return store.timelineClaim().timeline() <= seen.server().timeline().orElse(0)
        && told.or(() -> seen.memory().lastLeader()).filter(seen.me()::equals).isPresent();
  }

  private static boolean wasGivenAway(Observation seen) {
    long lease = seen.memory().lastRead().map(LastRead::leaderLease).orElse(0L);
    return seen.memory()
        .lastLeader()
        .flatMap(name -> seen.store().member(name))
        .filter(member -> member.lease() == lease)
        .isPresent();
  }

  /** Whether it is so short a time ago that a lease which was renewed in time has not run out. */
  private static boolean isRecent(Observation seen, Moment when) {
    Duration cycle = seen.settings().loopWait().plus(LATE);
    Duration lease = LeaseLeft.leastLeft(seen.settings());
    return seen.now().since(when).compareTo(cycle.compareTo(lease) > 0 ? cycle : lease) <= 0;
  }
}
