package dev.ordeal.agent.postgres;

import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.names.Lsn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;

/** Asks a leader about its timelines, over a replication connection. */
final class LeaderConnection {
  private static final String UNDEFINED_FILE = "58P01";

  private LeaderConnection() {}

  /** The leader's timeline and the ends of those before it. */
  record Timelines(int timeline, List<HistoryLine> history) {}

  /**
   * What the first of its hosts says. Of what a standby cluster follows only a primary counts: it
   * may be a standby itself, whose history says nothing yet (contract, section 6).
   */
  static Timelines timelines(ServerSettings settings, Upstream leader) throws SQLException {
    SQLException last = new SQLException("no host of " + leader.name() + " is known");
    for (String host : leader.hosts()) {
      try {
        return timelines(settings, host, leader.port(), leader.remote());
      } catch (SQLException e) {
        last = e;
      }
    }
    throw last;
  }

  private static Timelines timelines(
      ServerSettings settings, String host, int port, boolean onlyPrimary) throws SQLException {
    try (Connection connection = open(settings, host, port);
        Statement statement = connection.createStatement()) {
      if (onlyPrimary && !isPrimary(statement)) {
        throw new SQLException(host + " is no primary");
      }
      int timeline = timeline(statement);
      return new Timelines(timeline, timeline > 1 ? history(statement, timeline) : List.of());
    }
  }

  private static Connection open(ServerSettings settings, String host, int port)
      throws SQLException {
    Properties properties = Connections.properties(settings.replication());
    properties.setProperty("replication", "true");
    properties.setProperty("assumeMinServerVersion", "13");
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("loginTimeout", "3");
    properties.setProperty("socketTimeout", "3");
    return DriverManager.getConnection(
        "jdbc:postgresql://" + host + ":" + port + "/postgres", properties);
  }

  /**
   * Whether {@code source} can send the log from {@code next} on, as a standby asks it to. Only one
   * answer says that it cannot: that the segment is not there (documentation of PostgreSQL, 53.4,
   * and its error code {@code undefined_file}).
   *
   * @throws SQLException where it says something else, or nothing
   */
  static boolean hasLog(ServerSettings settings, Upstream source, int timeline, Lsn next)
      throws SQLException {
    String ask = "START_REPLICATION PHYSICAL " + next + " TIMELINE " + timeline;
    try (Connection connection = open(settings, source.host(), source.port())) {
      CopyDual stream = connection.unwrap(PGConnection.class).getCopyAPI().copyDual(ask);
      stream.readFromCopy();
      return true;
    } catch (SQLException e) {
      if (UNDEFINED_FILE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  /** By the only words for it that a replication connection of every version understands. */
  private static boolean isPrimary(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SHOW transaction_read_only")) {
      return rows.next() && rows.getString(1).equals("off");
    }
  }

  private static int timeline(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("IDENTIFY_SYSTEM")) {
      if (!rows.next()) {
        throw new SQLException("IDENTIFY_SYSTEM answered nothing");
      }
      return rows.getInt(2);
    }
  }

  private static List<HistoryLine> history(Statement statement, int timeline) throws SQLException {
    try (ResultSet rows = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
      return rows.next() ? TimelineFork.parse(rows.getString(2)) : List.of();
    }
  }
}
