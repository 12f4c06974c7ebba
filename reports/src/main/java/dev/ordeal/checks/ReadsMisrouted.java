package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;

/**
 * Theorem: of the reads that were answered through the proxy's replica port, at most {@code atMost}
 * were served by a node that was not a healthy replica: one that held the leader key all the while,
 * or whose agent answered {@code /replica} with another status than 200 both before and after the
 * read.
 *
 * <p>Blind where the agent's REST API was not asked for longer than 1 s around a read, where the
 * node behind a read is not known, and where fewer than 100 reads were answered.
 */
public record ReadsMisrouted(long atMost) implements Check {
  public ReadsMisrouted {
    Bounds.atLeast("reads-misrouted", atMost, 0);
  }

  @Override
  public String promise() {
    return "reads-misrouted";
  }

  @Override
  public String bound() {
    return "at most " + atMost;
  }

  @Override
  public Verdict judge(Evidence evidence) {
    throw new UnsupportedOperationException("reads-misrouted is not judged yet");
  }
}
