package dev.ordeal.simulation.postgres;

/**
 * A record of the write-ahead log.
 *
 * @param start its first byte
 * @param end the byte after its last
 */
record LogRecord(int timeline, long start, long end, Change change) {}
