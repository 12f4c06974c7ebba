package dev.ordeal.containers.faults;

import dev.ordeal.containers.sessions.Connecting;
import dev.ordeal.environment.Ports;
import dev.ordeal.names.NodeName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** A superuser's statement straight at a server. */
final class Superuser {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private Superuser() {}

  /** The first column of the first row, if there is one. */
  static Optional<String> ask(Place place, NodeName node, String sql) throws IOException {
    return ask(place, place.addresses().of(node), Ports.POSTGRESQL, sql, LIMIT);
  }

  static Optional<String> ask(Place place, String address, int port, String sql, Duration limit)
      throws IOException {
    try (Connection connection =
            Connecting.open(address, port, place.superuser(), new Properties(), limit);
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, (int) limit.toMillis());
      try (ResultSet row = statement.executeQuery(sql)) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
