package dev.ordeal.containers.sessions;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens JDBC connections within a hard limit, which the driver's own settings do not give. */
public final class Connecting {
  private Connecting() {}

  /** Whom to connect as. */
  public record Login(String database, String user, String password) {
    @Override
    public String toString() {
      return user + "@" + database;
    }
  }

  /**
   * @throws SQLTimeoutException when it did not come about within {@code limit}
   */
  public static Connection open(
      String address, int port, Login login, Properties extra, Duration limit) throws SQLException {
    FutureTask<Connection> opening =
        new FutureTask<>(
            () -> DriverManager.getConnection(url(address, port, login), all(login, extra)));
    // The driver's socket calls end at once when a virtual thread is interrupted.
    Thread thread = Thread.ofVirtual().name("connect " + address).start(opening);
    try {
      return opening.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      giveUp(opening, thread);
      throw new SQLTimeoutException("no connection within " + limit, "08001", e);
    } catch (InterruptedException e) {
      giveUp(opening, thread);
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted", "08001", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw new SQLException("cannot connect", "08001", e.getCause());
    }
  }

  /** A connection that comes about in the last moment is closed, not left to nobody. */
  private static void giveUp(FutureTask<Connection> opening, Thread thread) {
    thread.interrupt();
    Thread.ofVirtual()
        .start(() -> {
          try (Connection late = opening.get()) {
            late.abort(Runnable::run);
          } catch (SQLException | ExecutionException e) {
            // It did not come about.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static String url(String address, int port, Login login) {
    return "jdbc:postgresql://" + address + ":" + port + "/" + login.database();
  }

  /** No question to the server beyond the login itself: each costs a round trip. */
  private static Properties all(Login login, Properties extra) {
    Properties all = new Properties();
    all.setProperty("user", login.user());
    all.setProperty("password", login.password());
    all.setProperty("assumeMinServerVersion", "17");
    all.setProperty("sslmode", "disable");
    all.setProperty("gssEncMode", "disable");
    all.setProperty("tcpKeepAlive", "true");
    all.setProperty("loginTimeout", "0");
    all.setProperty("connectTimeout", "60");
    all.setProperty("ApplicationName", "ordeal");
    all.putAll(extra);
    return all;
  }
}
