package dev.ordeal.simulation.mistakes;

import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.evidence.ClientOutcome;
import java.time.Duration;
import java.util.Optional;

/** A client that appends a row again, over a new session, when it does not know whether it did. */
public final class RepeatingSession implements Session {
  private final Opening opening;
  private Session open;

  /** How a new session is opened. */
  public interface Opening {
    Session open() throws SessionFailure;
  }

  public RepeatingSession(Opening opening) throws SessionFailure {
    this.opening = opening;
    this.open = opening.open();
  }

  @Override
  public Served append(String writer, long number, Duration limit) throws SessionFailure {
    try {
      return open.append(writer, number, limit);
    } catch (SessionFailure e) {
      if (e.outcome() != ClientOutcome.INDEFINITE) {
        throw e;
      }
      open.close();
      open = opening.open();
      return open.append(writer, number, limit);
    }
  }

  @Override
  public Optional<String> servedBy() {
    return open.servedBy();
  }

  @Override
  public Read readLatest(String writer, Duration limit) throws SessionFailure {
    return open.readLatest(writer, limit);
  }

  @Override
  public Read readRegister(String key, Duration limit) throws SessionFailure {
    return open.readRegister(key, limit);
  }

  @Override
  public Served writeRegister(String key, long value, Duration limit) throws SessionFailure {
    return open.writeRegister(key, value, limit);
  }

  @Override
  public Swapped compareAndSet(String key, long expected, long value, Duration limit)
      throws SessionFailure {
    return open.compareAndSet(key, expected, value, limit);
  }

  @Override
  public void close() {
    open.close();
  }
}
