package dev.ordeal.environment;

/** A fault could not be applied: the run that wanted it is inconclusive. */
public final class FaultUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  public FaultUnavailable(String words) {
    super(words);
  }

  public FaultUnavailable(String words, Throwable cause) {
    super(words, cause);
  }
}
