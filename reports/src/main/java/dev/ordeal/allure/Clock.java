package dev.ordeal.allure;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import java.time.Instant;

/**
 * From instants of a run to wall-clock time.
 *
 * @param startMillis when the run started, in milliseconds since 1970
 * @param endNs the last instant of the evidence
 */
record Clock(long startMillis, long endNs) {
  static Clock of(Evidence evidence) {
    long endNs = evidence.events().stream().mapToLong(Event::atNs).max().orElse(0);
    return new Clock(Instant.parse(evidence.run().startedAt()).toEpochMilli(), endNs);
  }

  long millis(long ns) {
    return startMillis + Math.round(ns / 1e6);
  }
}
