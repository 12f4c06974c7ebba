package dev.ordeal.agent.postgres;

import dev.ordeal.names.Lsn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/** Reads {@code pg_replication_slots} and changes what is not as wanted. */
final class SlotQuery {
  private SlotQuery() {}

  /** Creates, drops and moves slots until they are as wanted; see {@link Slots#steps}. */
  static void apply(
      LocalSession session,
      SortedMap<String, Optional<Lsn>> wanted,
      Predicate<Slots.Slot> leftAlone,
      Optional<Lsn> replayed)
      throws SQLException {
    for (Slots.Step step : Slots.steps(read(session), wanted, leftAlone, replayed)) {
      session.text(step.sql(), step.values().toArray(String[]::new));
    }
  }

  private static List<Slots.Slot> read(LocalSession session) throws SQLException {
    return session.use(connection -> {
      List<Slots.Slot> slots = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT slot_name, slot_type, active, restart_lsn::text, database, plugin"
                      + " FROM pg_replication_slots WHERE NOT temporary")) {
        while (rows.next()) {
          slots.add(
              new Slots.Slot(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getBoolean(3),
                  Optional.ofNullable(rows.getString(4)).map(Lsn::parse),
                  Optional.ofNullable(rows.getString(5)),
                  Optional.ofNullable(rows.getString(6))));
        }
      }
      return slots;
    });
  }
}
