package dev.ordeal.evidence;

/** How far a question got. A refusal is an answer of the network, and a sample; silence is not. */
public enum Reach {
  ANSWERED,
  /** The connection was refused or reset. */
  REFUSED,
  /** Nothing came within the limit. */
  SILENT,
  /** It answered with an error. */
  FAILED
}
