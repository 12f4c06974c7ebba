package dev.ordeal.evidence;

/** What became of a write that a sensor sent straight to a server. */
public enum CommitResult {
  COMMITTED,
  /** The server is in recovery or refuses writes. */
  READ_ONLY,
  REFUSED,
  SILENT,
  /** Another error; it did not commit as far as the server said. */
  FAILED;

  /** Whether the answer proves that the server did not commit this write. */
  public boolean provesNoCommit() {
    return this == READ_ONLY || this == REFUSED || this == FAILED;
  }
}
