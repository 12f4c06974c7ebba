package dev.ordeal.simulation;

/** What one transaction writes. */
sealed interface Change {
  record Append(String writer, long number) implements Change {}

  record SetRegister(String key, long value) implements Change {}

  /** A write of a sensor's. */
  record Probe() implements Change {}

  /** The beginning of a timeline. */
  record Promotion() implements Change {}
}
