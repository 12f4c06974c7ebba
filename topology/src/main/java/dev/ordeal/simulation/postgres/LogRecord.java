package dev.ordeal.simulation.postgres;

/** A record of the write-ahead log, from its first byte to the one after its last. */
record LogRecord(int timeline, long start, Change change) {
  long end() {
    return start + change.bytes();
  }
}
