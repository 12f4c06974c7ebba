package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;
import java.time.Duration;

/**
 * Theorem: within {@code within} of the healing of the last fault every node but the leader streams
 * from it on its timeline, and stays so until the run has settled.
 *
 * <p>Blind where the run never healed, where a node's server or agent was not looked at for longer
 * than 1 s after that, and where the run ended before the time was up.
 */
public record EveryNodeStreamsAgain(Duration within) implements Check {
  public EveryNodeStreamsAgain {
    Bounds.positive("every-node-streams-again", within);
  }

  @Override
  public String promise() {
    return "every-node-streams-again";
  }

  @Override
  public String bound() {
    return "within " + Words.duration(within);
  }

  @Override
  public Verdict judge(Evidence evidence) {
    throw new UnsupportedOperationException("every-node-streams-again is not judged yet");
  }
}
