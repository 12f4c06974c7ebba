package dev.ordeal.agent.policy;

import dev.ordeal.agent.policy.DynamicSettings.StandbyCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing to do. The actions of a decision are done in order; the first that fails or is refused
 * ends them, and the next cycle looks again.
 */
public sealed interface Action {
  // ---- the store

  /** Creates the leader key. Refused when it exists. */
  record TakeLeaderKey() implements Action {}

  /** Puts the leader key, which names this node, under this node's lease. */
  record MoveLeaderKey() implements Action {}

  /** Deletes the leader key where it names this node. */
  record ReleaseLeaderKey() implements Action {}

  record CreateInitialize(String value) implements Action {}

  record ClearFailover(long revision) implements Action {}

  /** Writes {@code sync} where it is still of the revision in {@code state}. */
  record WriteSync(SyncState state) implements Action {}

  record DeleteSync(long revision) implements Action {}

  /** Writes {@code history} from what the server says, keeping times and names already there. */
  record WriteHistory() implements Action {}

  record WriteFailsafe(Map<String, String> addresses) implements Action {}

  /** Writes {@code status} from what the server says. */
  record WriteStatus() implements Action {}

  // ---- the server

  /** Sets {@code synchronous_standby_names} and reloads. */
  record SetSynchronousNames(String names) implements Action {}

  /** Changes whom a running replica streams from. */
  record Follow(Optional<Upstream> upstream) implements Action {}

  /** Asks everyone who waits on this node's agent to look again at once. */
  record WakeUp() implements Action {}

  // ---- what takes long: becomes a job

  record Bootstrap() implements Action {}

  /** Copies the data directory from what this cluster follows, and takes its leadership. */
  record BootstrapFromRemote(StandbyCluster remote) implements Action {}

  /** Copies the data directory from {@code source}, then starts as a replica of the leader. */
  record Clone(Member source, Optional<Upstream> upstream) implements Action {}

  /** Starts a server that was a primary a moment ago, as a primary. */
  record StartAsPrimary() implements Action {}

  /** Starts as a replica; rewinds first where its log has left the leader's. */
  record Rejoin(Optional<Upstream> upstream) implements Action {}

  record Promote() implements Action {}

  /**
   * Gives leadership up: checkpoint, fast stop, key released once {@code candidates} have the whole
   * log, start as a replica.
   */
  record HandOver(List<String> candidates) implements Action {}

  /**
   * Stops a primary that may not be one any more, and leaves it down for the next cycle.
   *
   * @param release whether the leader key is deleted once it has stopped
   */
  record Demote(StopMode mode, boolean release) implements Action {}

  /**
   * Stops a primary whose cluster is to follow another one, and leaves it down for the next cycle.
   *
   * @param archive whether the last segment of its log goes to the archive; the leader key is kept
   *     then, and deleted otherwise
   */
  record DemoteCluster(boolean archive) implements Action {}

  record Restart() implements Action {}

  /** Ends the agent. */
  record Exit(int code) implements Action {}
}
