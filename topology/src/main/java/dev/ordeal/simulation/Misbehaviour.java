package dev.ordeal.simulation;

/** A mistake planted into a simulated environment, so that a check can be seen to convict it. */
public enum Misbehaviour {
  /** A primary goes on writing whatever its agent decides, and no guardian stops it. */
  KEEPS_WRITING_WITHOUT_LEASE,
  /** A server acknowledges commits before any standby has them. */
  LOSES_ACKNOWLEDGED_WRITES,
  /** The proxy's primary port leads to any server that answers, whatever its role. */
  ROUTES_TO_ANY_SERVER,
  /** The proxy does not close the sessions of a server that it marks down. */
  LEAVES_OLD_SESSIONS_OPEN,
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
  /** A replica takes the free key whatever its lag, its timeline and its peers. */
  TAKES_THE_KEY_WITHOUT_ASKING,
  /** A new leader is promoted without having written into the key {@code sync} that it is alone. */
  PROMOTES_BEFORE_THE_SYNC_KEY,
  /** The names of synchronous standbys never reach the server. */
  KEEPS_NAMES_FROM_THE_SERVER
}
