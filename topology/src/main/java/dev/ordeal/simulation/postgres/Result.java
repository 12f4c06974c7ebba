package dev.ordeal.simulation.postgres;

import java.util.List;

/** What a server answers. */
public sealed interface Result {
  /** A session is open. */
  record Ready() implements Result {}

  /**
   * A statement was done.
   *
   * @param value what it read, or 1 where it swapped
   */
  record Done(String node, int timeline, long value) implements Result {}

  /** A write that only the primary would have taken was not tried. */
  record InRecovery() implements Result {}

  /** {@code lsn} in bytes: flushed by a primary, replayed by a replica. */
  record View(boolean recovery, int timeline, long lsn, boolean streaming) implements Result {}

  record Names(List<String> names) implements Result {}

  record Numbers(List<Long> numbers) implements Result {}

  /** It failed with that SQLSTATE; the session goes on. */
  record Failed(String state, String message) implements Result {}

  /** It failed, or the session ended meanwhile: of no further use. */
  record Ended(String state, String message) implements Result {}
}
