package dev.ordeal.agent.cycle;

import dev.ordeal.world.Moment;

/**
 * Whoever ends the server when the lease has run out and this agent did not: because it hangs, is
 * frozen or dead.
 */
public interface Guard {
  /** The server may take writes until {@code deadline}; a later call moves it. */
  void allowUntil(Moment deadline);

  /** The server takes no writes, or nobody is to stop it: nothing is guarded. */
  void release();

  /** Whether a guardian is there and looks. */
  boolean isWatching();
}
