package dev.ordeal.checks;

/**
 * How a check, a promise or a run came out; the worst beats the others: FAIL over INCONCLUSIVE over
 * PASS.
 */
public enum Outcome {
  PASS,
  INCONCLUSIVE,
  FAIL;

  public Outcome worse(Outcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
