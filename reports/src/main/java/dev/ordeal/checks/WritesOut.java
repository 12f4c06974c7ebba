package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;
import java.time.Duration;

/**
 * Theorem: whatever the faults, no write that the schedule asked for waits longer than {@code
 * atMost} for the next acknowledgement: the longest span, from a fault to the first write
 * acknowledged through the primary port and scheduled after it, is at most that long.
 *
 * <p>That span is the failover time. It is split into phases: detection (the fault until the leader
 * key is free), election (until it is taken again), promotion (until the new leader really
 * commits), routing (until the proxy sends writes there) and client (until the first
 * acknowledgement).
 *
 * <p>Blind where no fault was applied, where fewer than 10 writes a second were scheduled before it
 * or schedule gaps of more than 100 ms lie inside the outage, and where the run ended before writes
 * came back and before {@code atMost} had passed.
 */
public record WritesOut(Duration atMost) implements Check {
  public WritesOut {
    Bounds.positive("writes-out", atMost);
  }

  @Override
  public String promise() {
    return "writes-out";
  }

  @Override
  public String bound() {
    return Words.atMost(atMost);
  }

  @Override
  public Verdict judge(Evidence evidence) {
    throw new UnsupportedOperationException("writes-out is not judged yet");
  }
}
