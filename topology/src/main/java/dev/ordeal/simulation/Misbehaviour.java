package dev.ordeal.simulation;

/** A mistake planted into a simulated environment, so that a check can be seen to convict it. */
public enum Misbehaviour {
  /** A primary goes on writing when its lease cannot be renewed, or belongs to another. */
  KEEPS_WRITING_WITHOUT_LEASE,
  /** A server forgets the last rows it has received when it is promoted. */
  LOSES_ACKNOWLEDGED_WRITES,
  /** The proxy's primary port leads to any server that answers, whatever its role. */
  ROUTES_TO_ANY_SERVER,
  /** A demoted server keeps its sessions, and the proxy does not close them either. */
  LEAVES_OLD_SESSIONS_OPEN
}
