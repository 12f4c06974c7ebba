package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;

/**
 * Theorem: within one session through the replica port, the latest number read of a writer never
 * becomes smaller from one read to a later one.
 *
 * <p>Blind where no session read the same writer at least ten times.
 */
public record ReplicaReadsNeverGoBack() implements Check {
  @Override
  public String promise() {
    return "replica-reads-never-go-back";
  }

  @Override
  public String bound() {
    return "never";
  }

  @Override
  public Verdict judge(Evidence evidence) {
    throw new UnsupportedOperationException("replica-reads-never-go-back is not judged yet");
  }
}
