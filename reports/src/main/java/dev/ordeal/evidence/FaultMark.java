package dev.ordeal.evidence;

/** What a fault leaves in the evidence. */
public enum FaultMark {
  /** The scenario asked for it. */
  ASKED,
  /** The means reported that it is in force. */
  APPLIED,
  /** A probe from outside saw its effect. */
  SEEN_TO_BITE,
  /** It was taken away again. */
  HEALED,
  /** It could not be applied, or did not bite: the run is inconclusive. */
  FAILED
}
