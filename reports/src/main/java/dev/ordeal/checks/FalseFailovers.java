package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;

/**
 * Theorem: at most {@code atMost} times did the leader key pass to another node when nothing had
 * called for it: no fault on the leader, its server or agent, its links or the store, and no
 * operation that moves the leader, was in force or had been asked for within the time to live
 * before.
 *
 * <p>Blind where the watch on the leader key was off.
 */
public record FalseFailovers(long atMost) implements Check {
  public FalseFailovers {
    Bounds.atLeast("false-failovers", atMost, 0);
  }

  @Override
  public String promise() {
    return "false-failovers";
  }

  @Override
  public String bound() {
    return "at most " + atMost;
  }

  @Override
  public Verdict judge(Evidence evidence) {
    throw new UnsupportedOperationException("false-failovers is not judged yet");
  }
}
