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
  LEAVES_OLD_SESSIONS_OPEN
}
