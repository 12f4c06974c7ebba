package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;

/**
 * Theorem: outside of faults each healthy replica serves its equal share of the reads through the
 * replica port, give or take the fraction {@code within} of that share. Round robin deals
 * connections out in turn and least connections fills up the emptiest, so equal shares are right
 * for both.
 *
 * <p>Blind where the balancing is of another kind, where fewer than two replicas are there, and
 * where fewer than 200 reads were answered outside of faults.
 */
public record ReadsBalanced(double within) implements Check {
  public ReadsBalanced {
    Bounds.fraction("reads-balanced", within);
  }

  @Override
  public String promise() {
    return "reads-balanced";
  }

  @Override
  public String bound() {
    return "within " + Words.percent(within) + " of equal shares";
  }

  @Override
  public Verdict judge(Evidence evidence) {
    throw new UnsupportedOperationException("reads-balanced is not judged yet");
  }
}
