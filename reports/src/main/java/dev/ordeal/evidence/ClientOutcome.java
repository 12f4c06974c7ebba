package dev.ordeal.evidence;

/** What a client knows of its operation. */
public enum ClientOutcome {
  /** It was acknowledged: it happened. */
  OK,
  /** It did not happen. */
  DEFINITE,
  /** It may have happened, now or later. */
  INDEFINITE
}
