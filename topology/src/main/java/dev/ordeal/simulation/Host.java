package dev.ordeal.simulation;

/** A member of the environment, as the network sees it. */
interface Host {
  /** How the host as a whole stands: the sender's side of a connection. */
  Presence presence();

  /** How {@code port} of it stands. */
  Presence at(int port);
}
