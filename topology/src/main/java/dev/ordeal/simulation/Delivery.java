package dev.ordeal.simulation;

import java.time.Duration;

/**
 * What becomes of a message that is sent now.
 *
 * @param delay how long it is under way; only of meaning where it is delivered
 */
record Delivery(Outcome outcome, Duration delay) {
  enum Outcome {
    DELIVERED,
    DROPPED,
    REFUSED
  }

  boolean delivered() {
    return outcome == Outcome.DELIVERED;
  }
}
