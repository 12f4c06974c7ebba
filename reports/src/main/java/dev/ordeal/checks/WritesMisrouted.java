package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;

/**
 * Theorem: of the writes that were acknowledged through the proxy's primary port, at most {@code
 * atMost} were served by a node that did not hold the leader key at any instant between their
 * sending and their answer.
 *
 * <p>Blind where the watch on the leader key was off, where the node behind a write is not known,
 * and where fewer than 100 writes were acknowledged.
 */
public record WritesMisrouted(long atMost) implements Check {
  public WritesMisrouted {
    Bounds.atLeast("writes-misrouted", atMost, 0);
  }

  @Override
  public String promise() {
    return "writes-misrouted";
  }

  @Override
  public String bound() {
    return "at most " + atMost;
  }

  @Override
  public Verdict judge(Evidence evidence) {
    throw new UnsupportedOperationException("writes-misrouted is not judged yet");
  }
}
