package dev.ordeal.agent.policy;

import dev.ordeal.world.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything an agent knows at one moment: the only input of a decision.
 *
 * @param now on the clock that no fault bends; the only one that deadlines are held against
 * @param wallClock for schedules that people wrote, and nothing else
 * @param me this member's name
 * @param storeReachable whether the store was read in this cycle
 * @param store as read in this cycle, or as last read while it is out of reach
 * @param leaseLeft what the store last said of the lease by which another node leads; empty where
 *     nobody else does, or it has not said anything
 * @param peers what the others answered in this cycle; empty when nobody had to be asked
 * @param failsafeLeader who told by {@code POST /failsafe}, lately enough to count, that it leads
 * @param failsafeAgreed whether all members of the failsafe list accepted this node as leader in
 *     this cycle; false when they were not asked
 * @param fit how the log of this replica, which does not stream, was found to fit its leader's
 * @param watchdogFailed whether this node must have a watchdog device to lead and has none
 * @param job what is under way
 * @param wanted what somebody asked of this node
 * @param addresses this node's own, as they stand in its member key
 */
public record Observation(
    Moment now,
    Instant wallClock,
    String me,
    Tags tags,
    DynamicSettings settings,
    boolean storeReachable,
    StoreView store,
    Server server,
    LeaseView lease,
    Optional<LeaseLeft> leaseLeft,
    SortedMap<String, PeerAnswer> peers,
    Optional<String> failsafeLeader,
    boolean failsafeAgreed,
    LogFit fit,
    boolean watchdogFailed,
    Optional<Job> job,
    Wanted wanted,
    Memory memory) {

  /**
   * Requests to this node that wait to be taken up.
   *
   * @param restart the server is to be restarted now
   * @param reinitialize the data directory is to be copied anew, of whom
   * @param bootstrap whether the file says how to make a cluster
   * @param stop the agent is about to end, and its server with it
   */
  public record Wanted(
      boolean restart, Optional<CopyOf> reinitialize, boolean bootstrap, boolean stop) {
    public static final Wanted NOTHING = new Wanted(false, Optional.empty(), false, false);
  }

  /** Of whom a data directory is to be copied. */
  public enum CopyOf {
    /** The leader, or whoever offers itself in its place (tag {@code clonefrom}). */
    WHOEVER_OFFERS,
    /** The leader alone: Patroni's {@code from_leader}. */
    LEADER
  }

  public Observation {
    peers = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(peers));
  }

  /** Whether this cluster follows another one. */
  public boolean isStandbyCluster() {
    return settings.standbyCluster().isPresent();
  }

  /** Whether the store names this node as leader and its lease has not run out. */
  public boolean leads() {
    return store.isLeader(me) && lease.holds(now);
  }

  /** Whether the store names this node as leader, whatever became of its lease. */
  public boolean isNamedLeader() {
    return store.isLeader(me);
  }

  /** The leader where that is somebody else. */
  public Optional<Member> otherLeader() {
    return isNamedLeader() ? Optional.empty() : store.leaderMember();
  }

  /** The answers of the others, in the order of their names. */
  public List<PeerAnswer> answers() {
    return List.copyOf(peers.values());
  }
}
