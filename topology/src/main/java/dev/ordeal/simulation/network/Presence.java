package dev.ordeal.simulation.network;

/** How a port, or a whole host, behaves towards whoever knocks. */
public enum Presence {
  LISTENING,
  /** Nothing comes back: no power, or no processor time. */
  SILENT,
  /** The connection is refused or reset: the process is gone, its host is not. */
  CLOSED
}
