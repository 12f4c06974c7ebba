package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;

/**
 * Theorem: of the appends that were acknowledged at least {@code atLeast} and at most {@code
 * atMost} are not there at the end; those that are there stand once and in the order of their
 * acknowledgement; and no append is there that surely failed.
 *
 * <p>The end is what the last leader holds of each writer after everything was healed. Lost writes
 * are counted, and told by how many milliseconds before the last fault that precedes their loss the
 * earliest of them was acknowledged.
 *
 * <p>Blind where the final rows of a writer are missing from the last leader, and where fewer than
 * 100 appends were acknowledged.
 */
public record AcknowledgedWritesLost(long atLeast, long atMost) implements Check {
  public AcknowledgedWritesLost {
    Bounds.range("acknowledged-writes-lost", atLeast, atMost);
  }

  @Override
  public String promise() {
    return "acknowledged-writes-lost";
  }

  @Override
  public String bound() {
    return Words.between(atLeast, atMost);
  }

  @Override
  public Verdict judge(Evidence evidence) {
    throw new UnsupportedOperationException("acknowledged-writes-lost is not judged yet");
  }
}
