package dev.ordeal.simulation.network;

import dev.ordeal.environment.Link;

/** What faults have made of one link: the state that every message on it meets. */
final class Way {
  final Link link;
  final Host destination;
  private final boolean local;
  private int droppedRequests;
  private int droppedAnswers;
  private int refusals;
  private int stalledRequests;
  private int stalledAnswers;
  private long latencyNanos;
  private long jitterNanos;
  private long bytesPerSecond;
  private long sliceBytes;
  private long slicePauseNanos;

  /**
   * @param local between processes of one machine, where no fault of a link is
   */
  Way(Link link, Host destination, boolean local) {
    this.link = link;
    this.destination = destination;
    this.local = local;
  }

  boolean isLocal() {
    return local;
  }

  boolean refuses() {
    return refusals > 0;
  }

  /** Whether packets of one direction are dropped. */
  boolean drops(boolean request) {
    return (request ? droppedRequests : droppedAnswers) > 0;
  }

  /** Whether data of one direction is held back on a connection that exists. */
  boolean holds(boolean request) {
    return drops(request) || (request ? stalledRequests : stalledAnswers) > 0;
  }

  void drop(boolean requests, boolean answers, int change) {
    droppedRequests += requests ? change : 0;
    droppedAnswers += answers ? change : 0;
  }

  void stall(boolean requests, boolean answers, int change) {
    stalledRequests += requests ? change : 0;
    stalledAnswers += answers ? change : 0;
  }

  void refuse(int change) {
    refusals += change;
  }

  void slow(long latency, long jitter, int sign) {
    latencyNanos += sign * latency;
    jitterNanos += sign * jitter;
  }

  /** Zero lifts the limit. */
  void throttle(long perSecond) {
    bytesPerSecond = perSecond;
  }

  /** Zero bytes lift it. */
  void slice(long bytes, long pauseNanos) {
    sliceBytes = bytes;
    slicePauseNanos = pauseNanos;
  }

  long latencyNanos() {
    return latencyNanos;
  }

  long jitterNanos() {
    return jitterNanos;
  }

  long bytesPerSecond() {
    return bytesPerSecond;
  }

  /** How long {@code bytes} take beyond the latency, one after the other. */
  long transferNanos(int bytes) {
    long nanos = bytesPerSecond > 0 ? bytes * 1_000_000_000L / bytesPerSecond : 0;
    if (sliceBytes > 0) {
      nanos += (bytes - 1) / sliceBytes * slicePauseNanos;
    }
    return nanos;
  }
}
