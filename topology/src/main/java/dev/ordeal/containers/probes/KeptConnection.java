package dev.ordeal.containers.probes;

import dev.ordeal.containers.sessions.Connecting;
import dev.ordeal.containers.sessions.Connecting.Login;
import dev.ordeal.environment.Ports;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a probe to one server, opened when needed and kept. At most one question is under
 * way: one that is not answered in time stays under way and makes the next ones silent, so that a
 * server whose commits hang does not fill up with the judge's backends.
 */
final class KeptConnection implements AutoCloseable {
  /** A login that hangs is begun anew: else the server's own limit of a minute would decide. */
  private static final Duration LOGIN = Duration.ofSeconds(5);

  private final String address;
  private final Login login;
  private final Duration loginLimit;
  private @Nullable FutureTask<?> underWay;
  private volatile @Nullable Connection connection;
  private volatile boolean closed;

  /** A question to the server. */
  interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  KeptConnection(String address, Login login) {
    this(address, login, LOGIN);
  }

  KeptConnection(String address, Login login, Duration loginLimit) {
    this.address = address;
    this.login = login;
    this.loginLimit = loginLimit;
  }

  /**
   * @throws TimeoutException when no answer came within {@code limit}
   * @throws SQLException when the server, or the way to it, answered with an error
   */
  synchronized <T> T ask(Duration limit, Question<T> question)
      throws SQLException, TimeoutException {
    long deadline = System.nanoTime() + limit.toNanos();
    await(underWay, deadline);
    FutureTask<T> task = new FutureTask<>(() -> question.ask(connected()));
    underWay = task;
    Thread.ofVirtual().name("probe " + address).start(task);
    try {
      T answer = task.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      underWay = null;
      return answer;
    } catch (ExecutionException e) {
      underWay = null;
      if (e.getCause() instanceof SQLException cause) {
        if (!alive()) {
          drop();
        }
        throw cause;
      }
      drop();
      throw new SQLException(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * As {@link #ask}, for a question that may be repeated: where the kept connection turns out to
   * have ended earlier, which says nothing of the server now, it is asked again on a new one.
   */
  <T> T askTwice(Duration limit, Question<T> question) throws SQLException, TimeoutException {
    try {
      return ask(limit, question);
    } catch (SQLException e) {
      if (endedEarlier(e)) {
        return ask(limit, question);
      }
      throw e;
    }
  }

  private static boolean endedEarlier(SQLException error) {
    String state = error.getSQLState();
    return state != null
        && ((state.startsWith("57P") && !state.equals("57P03"))
            || (state.startsWith("08") && !state.equals("08001")));
  }

  private void await(@Nullable FutureTask<?> earlier, long deadline)
      throws SQLException, TimeoutException {
    if (earlier == null) {
      return;
    }
    try {
      earlier.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      // Its time was over: it counted as silent.
      drop();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    underWay = null;
  }

  private Connection connected() throws SQLException {
    Connection kept = connection;
    if (kept == null) {
      kept = open();
      connection = kept;
      if (closed) {
        drop();
      }
    }
    return kept;
  }

  private Connection open() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", "1");
    properties.setProperty("socketFactory", KeepAliveSockets.class.getName());
    properties.setProperty("ApplicationName", "ordeal probe");
    return Connecting.open(address, Ports.POSTGRESQL, login, properties, loginLimit);
  }

  private boolean alive() {
    Connection kept = connection;
    try {
      return kept != null && !kept.isClosed();
    } catch (SQLException e) {
      return false;
    }
  }

  private void drop() {
    Connection kept = connection;
    connection = null;
    if (kept != null) {
      try {
        kept.abort(Runnable::run);
      } catch (SQLException e) {
        // The connection is gone already.
      }
    }
  }

  private static SQLException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new SQLException("interrupted", e);
  }

  @Override
  public void close() {
    closed = true;
    drop();
  }
}
