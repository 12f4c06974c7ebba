package dev.ordeal.evidence;

/** What a client does. */
public enum OperationKind {
  /** Inserts the next number of a writer. */
  APPEND,
  /** Reads the latest number of a writer. */
  READ_LATEST,
  REGISTER_READ,
  REGISTER_WRITE,
  COMPARE_AND_SET
}
