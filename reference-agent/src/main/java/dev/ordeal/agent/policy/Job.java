package dev.ordeal.agent.policy;

import dev.ordeal.world.Moment;

/**
 * Something that takes long and is under way: a clone, a start, a stop.
 *
 * @param kind what it is
 * @param what in the words of the contract's answers, {@code restart} for instance
 */
public record Job(Kind kind, String what, Moment since) {
  /**
   * How it failed.
   *
   * @param refused whether it is certain that nothing was done
   */
  public record Failure(String why, boolean refused) {}

  /** What kinds of work take so long that a cycle does not wait for them. */
  public enum Kind {
    BOOTSTRAP,
    CLONE,
    START,
    REJOIN,
    /** Before a switchover, while the server still takes writes; what follows is a demotion. */
    HAND_OVER,
    DEMOTE,
    PROMOTE,
    RESTART
  }
}
