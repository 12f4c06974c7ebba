package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.ParameterChanges;
import dev.ordeal.agent.configuration.SettingRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What of the configuration waits for a restart, asked of the server itself. */
final class PendingRestart {
  private PendingRestart() {}

  static Map<String, Map<String, String>> read(
      LocalSession session, SortedMap<String, String> wanted) throws SQLException {
    return ParameterChanges.pendingRestart(wanted, rows(session));
  }

  private static List<SettingRow> rows(LocalSession session) throws SQLException {
    return session.use(connection -> {
      List<SettingRow> rows = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet found = statement.executeQuery(SettingRow.QUERY)) {
        while (found.next()) {
          rows.add(
              new SettingRow(
                  found.getString(1),
                  text(found, 2),
                  Optional.ofNullable(found.getString(3)),
                  found.getString(4),
                  found.getString(5),
                  found.getBoolean(6),
                  Optional.ofNullable(found.getString(7))));
        }
      }
      return rows;
    });
  }

  private static String text(ResultSet row, int column) throws SQLException {
    String value = row.getString(column);
    return value == null ? "" : value;
  }
}
