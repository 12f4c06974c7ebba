package dev.ordeal.agent.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A kept connection of the agent to its own server. One task at a time uses it; an error closes it
 * and the next use opens a new one.
 */
final class LocalSession implements AutoCloseable {
  private final ServerSettings settings;
  private final LocalAddress address;
  private final String applicationName;
  private final boolean patient;
  private @Nullable Connection connection;

  /** Something to do with a connection. */
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** A session whose statements may take two seconds. */
  LocalSession(ServerSettings settings, LocalAddress address, String applicationName) {
    this(settings, address, applicationName, false);
  }

  /** A session whose statements may take as long as they need. */
  static LocalSession patient(
      ServerSettings settings, LocalAddress address, String applicationName) {
    return new LocalSession(settings, address, applicationName, true);
  }

  private LocalSession(
      ServerSettings settings, LocalAddress address, String applicationName, boolean patient) {
    this.settings = settings;
    this.address = address;
    this.applicationName = applicationName;
    this.patient = patient;
  }

  synchronized <T> T use(Work<T> work) throws SQLException {
    Connection used = open();
    try {
      return work.on(used);
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  /** Runs one statement that returns nothing of interest. */
  void execute(String sql) throws SQLException {
    use(each -> {
      try (Statement statement = each.createStatement()) {
        statement.execute(sql);
      }
      return true;
    });
  }

  /** The first column of the first row as text. */
  String text(String sql, String... values) throws SQLException {
    return use(each -> {
      try (PreparedStatement statement = each.prepareStatement(sql)) {
        for (int i = 0; i < values.length; i++) {
          statement.setString(i + 1, values[i]);
        }
        try (ResultSet rows = statement.executeQuery()) {
          return rows.next() && rows.getString(1) != null ? rows.getString(1) : "";
        }
      }
    });
  }

  private Connection open() throws SQLException {
    Connection kept = connection;
    if (kept == null || kept.isClosed()) {
      kept = DriverManager.getConnection(address.url(), properties());
      connection = kept;
    }
    return kept;
  }

  private Properties properties() {
    Properties properties = address.properties(settings.superuser());
    properties.setProperty("ApplicationName", applicationName);
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("loginTimeout", "3");
    properties.setProperty("socketTimeout", patient ? "0" : "5");
    properties.setProperty(
        "options",
        "-c statement_timeout="
            + (patient ? 0 : 2000)
            + " -c synchronous_commit=local -c search_path=pg_catalog");
    return properties;
  }

  @Override
  public synchronized void close() {
    Connection kept = connection;
    connection = null;
    if (kept != null) {
      try {
        kept.close();
      } catch (SQLException e) {
        // It was of no use any more.
      }
    }
  }
}
