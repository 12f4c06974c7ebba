package dev.ordeal.environment;

import dev.ordeal.evidence.ClientOutcome;

/** A client operation failed. */
public final class SessionFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private final ClientOutcome outcome;
  private final String error;

  /**
   * @param outcome DEFINITE when it surely did not happen, else INDEFINITE
   * @param error the class of the error: an SQLSTATE, or a word of ours
   */
  public SessionFailure(ClientOutcome outcome, String error, String message, Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
    this.error = error;
  }

  public ClientOutcome outcome() {
    return outcome;
  }

  public String error() {
    return error;
  }
}
