package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.TimelineClaim;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The configuration store, in the keys of the contract (section 2). Every method ends within the
 * limit set by {@link #useTiming} and throws {@link PortFailure.Unavailable} when the answer did
 * not come in time: what it asked for may have happened.
 */
public interface Dcs {
  /**
   * Sets how long operations may take.
   *
   * @param retryTimeout for everything but renewals
   * @param renewal for one renewal of the lease, all members of the store tried
   */
  void useTiming(Duration retryTimeout, Duration renewal);

  /** All keys of the cluster, of one revision, as a majority of the store has them. */
  StoreView read();

  /** A new lease. The store may grant a longer one than asked for, never a shorter one. */
  long grantLease(Duration timeToLive);

  /** Renews a lease; false when the store does not know it any more. */
  boolean renewLease(long lease);

  /**
   * How long, at least, a lease goes on from the sending of this question, where nobody renews it,
   * in whole seconds; empty where the store does not know it.
   */
  Optional<Duration> leaseLeft(long lease);

  /**
   * Creates the leader key; false when it exists, or somebody has claimed a timeline since {@code
   * seen}: a request that comes late must not follow upon a leader that its sender knows nothing
   * of.
   */
  boolean takeLeaderKey(String name, long lease, TimelineClaim seen);

  /** Puts the leader key under {@code lease} where it names {@code name} already. */
  boolean moveLeaderKey(String name, long lease);

  /**
   * Frees the leader key, where it was not written since {@code held}, with the status, and takes
   * it at once in the name and under the lease of member {@code to}, who need not run for it.
   *
   * @return whether {@code to} holds it; false while it is held still where it was written since,
   *     or that member has no key; false while it is free where somebody else was faster
   */
  boolean handLeaderKey(LeaderKey held, String to, ClusterStatus status);

  /** Deletes the leader key where it names {@code name}; false where it does not. */
  boolean releaseLeaderKey(String name);

  /** Writes {@code members/<name>} under the lease. */
  void writeMember(String name, Map<String, Object> value, long lease);

  /** Creates {@code initialize}; false when it exists. */
  boolean createInitialize(String value);

  void writeInitialize(String value);

  /** Deletes {@code initialize}, after a bootstrap that failed. */
  void deleteInitialize();

  /** Replaces {@code config} where its revision is still {@code revision}; 0 creates it. */
  boolean replaceConfiguration(Map<String, Object> configuration, long revision);

  /** Writes {@code config} whatever it was. */
  void writeConfiguration(Map<String, Object> configuration);

  /** Writes the key {@code failover}, fields as in the contract; an empty map clears it. */
  void writeFailover(Map<String, Object> wish);

  /** Clears {@code failover} where its revision is still {@code revision}. */
  boolean clearFailover(long revision);

  /** Writes {@code status}, while {@code leader} holds the leader key. */
  boolean writeStatus(ClusterStatus status, String leader);

  /** Writes {@code failsafe}, while {@code leader} holds the leader key. */
  boolean writeFailsafe(Map<String, String> addresses, String leader);

  /** Writes {@code history}, while {@code leader} holds the leader key. */
  boolean writeHistory(List<HistoryLine> lines, String leader);

  /**
   * Writes {@code timeline} where its revision is still that of {@code claim}, 0 meaning that it is
   * absent, and {@code leader} holds the leader key.
   */
  boolean claimTimeline(TimelineClaim claim, String leader);

  /**
   * Writes {@code sync} where its revision is still that of {@code state}, 0 meaning that it is
   * absent, and {@code leader} holds the leader key.
   *
   * @return the new revision; empty when it was not written
   */
  OptionalLong writeSync(SyncState state, String leader);

  /** Deletes {@code sync} where its revision is still {@code revision}. */
  boolean deleteSync(long revision);

  /**
   * Calls {@code onChange} from now on whenever a key of the cluster changes, with the key's name
   * below the cluster's prefix; and with an empty name when the watch was interrupted, so that
   * something may have been missed. {@code onChange} only puts into a mailbox.
   */
  void watch(java.util.function.Consumer<String> onChange);
}
