package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;
import java.time.Duration;

/**
 * Theorem: there is an order of all register reads, writes and compare-and-sets through the primary
 * port, each at one instant between its sending and its answer, in which every read returns what
 * was written last. An operation with an indefinite outcome may take effect at any later instant,
 * or never; one that surely failed took none.
 *
 * <p>Blind where the search does not end within {@code limit}, and where fewer than 50 register
 * operations were answered. The limit is spent in steps of the search, so that the verdict on one
 * evidence is the same on every machine.
 */
public record RegistersLinearizable(Duration limit) implements Check {
  public RegistersLinearizable {
    Bounds.positive("registers-linearizable", limit);
  }

  @Override
  public String promise() {
    return "registers-linearizable";
  }

  @Override
  public String bound() {
    return "search limited to " + Words.duration(limit);
  }

  @Override
  public Verdict judge(Evidence evidence) {
    throw new UnsupportedOperationException("registers-linearizable is not judged yet");
  }
}
