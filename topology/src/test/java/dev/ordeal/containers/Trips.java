package dev.ordeal.containers;

import dev.ordeal.containers.sessions.Connecting;
import dev.ordeal.containers.sessions.Connecting.Login;
import dev.ordeal.environment.Link;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/**
 * Questions to a server over one link and its answers, timed by who asks. One connection is kept,
 * so that no login is timed, and so that faults meet what is open.
 */
final class Trips implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Connection connection;

  private Trips(Connection connection) {
    this.connection = connection;
  }

  static Trips over(ContainerEnvironment environment, Link link) throws SQLException {
    RunningParts running = environment.running();
    Login login = running.ways().workload();
    String address = running.parts().addresses().listen(link);
    return new Trips(Connecting.open(address, link.port(), login, new Properties(), LIMIT));
  }

  /** How long one answer of so many bytes took. */
  Duration take(int bytes) throws SQLException {
    long begin = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("select repeat('x', " + bytes + ")").close();
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** The least of five: a busy machine makes some of them longer, and none shorter. */
  Duration least(int bytes) throws SQLException {
    Duration least = take(bytes);
    for (int i = 1; i < 5; i++) {
      Duration next = take(bytes);
      least = next.compareTo(least) < 0 ? next : least;
    }
    return least;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
