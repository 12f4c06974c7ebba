package dev.ordeal.world;

/** Tasks that can be killed and frozen as one. */
public interface TaskGroup {
  String name();

  /**
   * Starts {@code work} as a task of this group. An error that escapes it is kept for {@link
   * Task#join}; in the simulated world it ends the run as well, with task, time and seed.
   *
   * @throws IllegalStateException when the group has been killed
   */
  Task spawn(String taskName, Runnable work);

  /** Ends every task of the group: none of them runs any further step. Idempotent. */
  void kill();

  /** Stops every task of the group at its next wait, until {@link #thaw}; clocks go on. */
  void freeze();

  void thaw();

  boolean isKilled();
}
