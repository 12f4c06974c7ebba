package dev.ordeal.simulation.postgres;

/** What a server does at the moment. */
enum Phase {
  STARTING,
  PRIMARY,
  REPLICA,
  STOPPING;

  /** Whether it takes connections: not while it starts or stops. */
  boolean takesConnections() {
    return this == PRIMARY || this == REPLICA;
  }
}
