package dev.ordeal.agent.policy;

import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.Optional;

/**
 * What the store has said of the lease by which another node leads.
 *
 * @param lease the store's number of it
 * @param asked when it was last asked
 * @param until it goes on at least so long
 * @param atMost it has ended by then, where nobody renews it
 */
public record LeaseLeft(long lease, Moment asked, Moment until, Moment atMost) {
  /** The store tells whole seconds, rounded down. */
  private static final Duration PRECISION = Duration.ofSeconds(1);

  /**
   * @param seconds the answer
   * @param asked when the question was sent
   * @param answered when the answer had come
   */
  public static LeaseLeft told(long lease, Duration seconds, Moment asked, Moment answered) {
    return new LeaseLeft(lease, asked, asked.plus(seconds), answered.plus(seconds).plus(PRECISION));
  }

  /**
   * What is known of the leader's lease after {@code seen}. Once a renewal has been missed, every
   * answer narrows down when it ends, until one shows that it was renewed after all.
   */
  static Optional<LeaseLeft> after(Observation seen) {
    Optional<Long> lease =
        seen.store().leader().filter(key -> !key.name().equals(seen.me())).map(LeaderKey::lease);
    Optional<LeaseLeft> before =
        seen.memory().leaseLeft().filter(known -> lease.equals(Optional.of(known.lease)));
    return seen.leaseLeft()
        .map(now -> before.map(known -> now.after(known, seen.settings())).orElse(now))
        .or(() -> before);
  }

  /** What was said while it was renewed in time says nothing of how long it goes on at most. */
  private LeaseLeft after(LeaseLeft before, DynamicSettings settings) {
    boolean renewed = !until.isBefore(before.atMost);
    boolean narrows = !renewed && before.isOverdue(settings);
    return new LeaseLeft(
        lease,
        asked,
        later(until, before.until),
        narrows ? earlier(atMost, before.atMost) : atMost);
  }

  /** Whether so little is left that its leader must have missed a renewal. */
  boolean isOverdue(DynamicSettings settings) {
    return until.since(asked).compareTo(leastLeft(settings)) < 0;
  }

  /**
   * What a lease has left at least, in whole seconds, while it is renewed in time: by our agents
   * after a sixth of it, by Patroni after a cycle.
   */
  static Duration leastLeft(DynamicSettings settings) {
    Duration ttl = settings.timeToLive();
    Duration sixth = ttl.dividedBy(6);
    Duration pause = sixth.compareTo(settings.loopWait()) > 0 ? sixth : settings.loopWait();
    return Duration.ofSeconds(ttl.minus(pause).toSeconds());
  }

  private static Moment later(Moment one, Moment other) {
    return one.isAfter(other) ? one : other;
  }

  private static Moment earlier(Moment one, Moment other) {
    return one.isBefore(other) ? one : other;
  }
}
