package dev.ordeal.checks.linearizability;

import java.util.OptionalLong;

/**
 * What a client did to a register between {@code calledNs} and {@code returnedNs}.
 *
 * @param returnedNs {@link #OPEN} where the outcome is not known: it may take effect at any later
 *     instant, or never
 * @param value the value read or written
 * @param expected for a compare-and-set, the value that had to be there
 */
public record RegisterOperation(
    long id, Kind kind, long calledNs, long returnedNs, long value, long expected) {
  /** The instant of an answer that never came. */
  public static final long OPEN = Long.MAX_VALUE;

  /** What was done. */
  public enum Kind {
    READ,
    WRITE,
    COMPARE_AND_SET,
    /** A compare-and-set that found another value than it expected. */
    MISMATCH
  }

  public RegisterOperation {
    if (returnedNs < calledNs) {
      throw new IllegalArgumentException("operation " + id + " was answered before it was sent");
    }
  }

  boolean isOpen() {
    return returnedNs == OPEN;
  }

  /** The register after this operation on {@code state}; empty where its answer forbids that. */
  OptionalLong apply(long state) {
    return switch (kind) {
      case READ -> state == value ? OptionalLong.of(state) : OptionalLong.empty();
      case WRITE -> OptionalLong.of(value);
      case COMPARE_AND_SET -> state == expected ? OptionalLong.of(value) : OptionalLong.empty();
      case MISMATCH -> state != expected ? OptionalLong.of(state) : OptionalLong.empty();
    };
  }
}
