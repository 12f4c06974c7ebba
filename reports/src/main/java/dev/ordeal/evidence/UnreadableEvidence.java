package dev.ordeal.evidence;

/** A run folder, or a line of it, is not what this version of Ordeal can read. */
public final class UnreadableEvidence extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableEvidence(String message) {
    super(message);
  }

  public UnreadableEvidence(String message, Throwable cause) {
    super(message, cause);
  }
}
