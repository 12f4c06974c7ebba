package dev.ordeal.simulation.mistakes;

/** A mistake planted into a simulated environment, so that a check can be seen to convict it. */
public enum Misbehaviour {
  // ---- around the agents

  /** A primary goes on writing whatever its agent decides, and no guardian stops it. */
  KEEPS_WRITING_WITHOUT_LEASE,
  /** A server acknowledges commits before any standby has them. */
  LOSES_ACKNOWLEDGED_WRITES,
  /** The proxy's primary port leads to any server that answers, whatever its role. */
  ROUTES_TO_ANY_SERVER,
  /** The proxy does not close the sessions of a server that it marks down. */
  LEAVES_OLD_SESSIONS_OPEN,
  /** A client sends a commit again whose outcome it does not know. */
  REPEATS_COMMITS_OF_UNKNOWN_OUTCOME,

  // ---- the policy without one of its rules

  /** An agent whose server still starts or is promoted does not mind that another node leads. */
  MINDS_NO_OTHER_LEADER,
  /** A primary whose key is gone goes on as if nothing were. */
  MINDS_NO_LOST_KEY,
  /** A leader without the store waits for the guardian. */
  MINDS_NO_UNREACHABLE_STORE,
  /** A node whose log left that of its leader behind goes on following it. */
  MINDS_NO_DIVERGED_LOG,
  /** A replica stays with whomever it follows. */
  MINDS_NO_NEW_LEADER,
  /** A server that is down is left down. */
  MINDS_NO_DEAD_SERVER,
  /** A cycle does not know of the job that is under way. */
  MINDS_NO_JOB,

  // ---- the policy with a turned rule

  /** A replica takes the free key whatever its lag, its timeline and its peers. */
  TAKES_THE_KEY_WITHOUT_ASKING,
  /** A replica stands for election however far it is behind, and whoever is ahead of it. */
  IGNORES_LAG,
  /** A replica takes the free key at once, though who led may not know yet that its lease ended. */
  TAKES_THE_END_OF_A_LEASE_FOR_THE_END_OF_ITS_LEADER,
  /** A replica stands for election on a timeline that the cluster has left. */
  IGNORES_TIMELINES,
  /** A new leader is promoted without having written into the key {@code sync} that it is alone. */
  PROMOTES_BEFORE_THE_SYNC_KEY,
  /** The names of synchronous standbys never reach the server. */
  KEEPS_NAMES_FROM_THE_SERVER,
  /** A standby stands in the key {@code sync} before the server waits for it. */
  WRITES_THE_SYNC_KEY_BEFORE_THE_NAMES,
  /** The server waits for a standby no longer while it still stands in the key {@code sync}. */
  TAKES_THE_NAMES_BEFORE_THE_SYNC_KEY,
  /** A switchover frees the key while the old primary still runs. */
  HANDS_OVER_BEFORE_THE_SERVER_STOPPED,

  // ---- the agent's way to its surroundings

  /** A renewal that failed counts as done while the last view of the store named this node. */
  RENEWS_FROM_A_STALE_READ,
  /** Agent and guardian stop a primary five seconds late. */
  DEMOTES_AFTER_THE_LEASE_RAN_OUT,
  /** Nobody guards a server from the moment on at which it is decided to stop it. */
  STOPS_THE_GUARDIAN_BEFORE_THE_SERVER,
  /**
   * A release of the key whose answer was lost counts as not done: the primary is started again.
   */
  TAKES_A_LOST_ANSWER_FOR_NOT_DONE,
  /** The agent asks one member of the store only. */
  KEEPS_ONE_STORE_ENDPOINT,
  /** Who once led by failsafe mode is believed to lead by it for ever. */
  NEVER_FORGETS_FAILSAFE,
  /** A replica is promoted and started while a segment that has not come whole hides its log. */
  KEEPS_FRAGMENTS
}
