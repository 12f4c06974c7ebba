package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import dev.ordeal.world.Moment;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the agent remembers from cycle to cycle. Whatever it needs and does not remember here, it
 * sees again.
 *
 * @param wasPrimary whether the server was a running primary that this agent led when it was last
 *     seen up
 * @param lastLeader who led when a leader was last seen
 * @param membersWithLeader API addresses of the members at that time
 * @param startFailed whether the last attempt to start the server failed
 * @param rejoinFailed why the last attempt to rejoin failed
 * @param failedPromotion that the server could not be promoted
 * @param startedAt since when the server has been starting
 * @param names {@code synchronous_standby_names} as last seen
 * @param namesSince when they were first seen
 * @param namesEffectiveAt a position of the log by which they had taken effect in every process of
 *     the server
 * @param lastRead when the store was last read; empty before the first time
 * @param leaseLeft what the store last said of the lease by which another node leads, or led last
 * @param vacancy that nobody holds the leader key
 * @param leavingSince since when it has wanted to be no synchronous standby any more
 * @param syncReplaced what the key {@code sync} says or, where this node has written since that
 *     nobody else may be promoted, said before; empty once its server may have taken writes
 * @param takeUnanswered whether a request for the free key was given up, which may still be done
 */
public record Memory(
    boolean wasPrimary,
    Optional<String> lastLeader,
    SortedMap<String, String> membersWithLeader,
    boolean startFailed,
    Optional<String> rejoinFailed,
    Optional<FailedPromotion> failedPromotion,
    Optional<Moment> startedAt,
    String names,
    Optional<Moment> namesSince,
    Optional<Lsn> namesEffectiveAt,
    Optional<LastRead> lastRead,
    Optional<LeaseLeft> leaseLeft,
    Optional<Vacancy> vacancy,
    Optional<Moment> leavingSince,
    Optional<SyncState> syncReplaced,
    boolean takeUnanswered) {
  public static final Memory NONE =
      new Memory(
          false,
          Optional.empty(),
          new TreeMap<>(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

  /** The same after a request for the free key that was not answered. */
  public Memory withTakeUnanswered() {
    return new Memory(
        wasPrimary,
        lastLeader,
        membersWithLeader,
        startFailed,
        rejoinFailed,
        failedPromotion,
        startedAt,
        names,
        namesSince,
        namesEffectiveAt,
        lastRead,
        leaseLeft,
        vacancy,
        leavingSince,
        syncReplaced,
        true);
  }

  /**
   * A promotion that failed.
   *
   * @param standAgain not before this moment does this node stand for election again
   * @param refused whether it is certain that the server was not even asked
   */
  public record FailedPromotion(Moment standAgain, boolean refused) {}

  /** Whether the server could not be promoted a moment ago, and others are to go first. */
  boolean isOutAfterFailedPromotion(Moment now) {
    return failedPromotion.filter(failed -> now.isBefore(failed.standAgain())).isPresent();
  }

  /** As {@link #isOutAfterFailedPromotion}, where the server cannot become a primary any more. */
  boolean isOutAfterRefusedPromotion(Moment now) {
    return isOutAfterFailedPromotion(now)
        && failedPromotion.filter(FailedPromotion::refused).isPresent();
  }
}
