package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;
import java.time.Duration;

/**
 * Theorem: a long-lived session that was served by a node when that node lost the leader key is
 * closed within {@code within} of the loss.
 *
 * <p>Blind where no long-lived session was served by a node that lost the key, where the watch on
 * the leader key was off, and where the run ended before the time was up.
 */
public record OldSessionsClosed(Duration within) implements Check {
  public OldSessionsClosed {
    Bounds.positive("old-sessions-closed", within);
  }

  @Override
  public String promise() {
    return "old-sessions-closed";
  }

  @Override
  public String bound() {
    return "within " + Words.duration(within);
  }

  @Override
  public Verdict judge(Evidence evidence) {
    throw new UnsupportedOperationException("old-sessions-closed is not judged yet");
  }
}
