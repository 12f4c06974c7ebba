package dev.ordeal.language;

import java.time.Duration;

/**
 * What clients do, per second; a rate of 0 leaves the kind out.
 *
 * @param writesPerSecond appends through the primary port, spread over {@code writers}
 * @param readsPerSecond reads of the latest number through the replica port
 * @param registersPerSecond register reads, writes and compare-and-sets through the primary port
 * @param longSessions sessions through the primary port that are opened before the first fault,
 *     write about once a second, and are never recycled by the client
 * @param statementLimit how long a client waits for one answer
 * @param besideNodes whether a further client stands beside every node and writes straight to it
 */
public record WorkloadPlan(
    double writesPerSecond,
    int writers,
    double readsPerSecond,
    int readers,
    double registersPerSecond,
    int registers,
    int longSessions,
    Duration statementLimit,
    boolean besideNodes) {}
