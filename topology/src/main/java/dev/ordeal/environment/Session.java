package dev.ordeal.environment;

import java.time.Duration;
import java.util.Optional;

/**
 * A client session, used by one task. Every operation is one transaction, waits at most for its
 * limit, and after a failure the session is of no further use.
 */
public interface Session extends AutoCloseable {
  /** The node behind it, as the server itself says; known from the first answer on. */
  Optional<String> servedBy();

  /** Inserts {@code number} for {@code writer}. */
  Served append(String writer, long number, Duration limit) throws SessionFailure;

  /** The largest number of {@code writer}; 0 where there is none. */
  Read readLatest(String writer, Duration limit) throws SessionFailure;

  /** The register value; registers that were never written hold 0. */
  Read readRegister(String key, Duration limit) throws SessionFailure;

  Served writeRegister(String key, long value, Duration limit) throws SessionFailure;

  /** Sets the register to {@code value} if it holds {@code expected}. */
  Swapped compareAndSet(String key, long expected, long value, Duration limit)
      throws SessionFailure;

  @Override
  void close();

  /** A write was acknowledged by {@code node}, on {@code timeline}. */
  record Served(String node, int timeline) {}

  /** {@code node} answered {@code value}. */
  record Read(String node, int timeline, long value) {}

  /** Whether the register was set; where it was not, nothing changed. */
  record Swapped(String node, int timeline, boolean swapped) {}
}
