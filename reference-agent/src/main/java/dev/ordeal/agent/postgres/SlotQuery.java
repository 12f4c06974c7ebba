package dev.ordeal.agent.postgres;

import dev.ordeal.names.Lsn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads {@code pg_replication_slots} and changes what is not as wanted. */
final class SlotQuery {
  private SlotQuery() {}

  /**
   * Creates, drops and moves slots until they are as wanted; see {@link Slots#steps}. One that
   * cannot be had does not keep the others from being right.
   *
   * @return where the wanted ones begin to keep the log
   */
  static SortedMap<String, Lsn> apply(
      LocalSession session,
      SortedMap<String, Slots.Wanted> wanted,
      Predicate<Slots.Slot> leftAlone,
      Optional<Lsn> replayed)
      throws SQLException {
    List<Slots.Slot> present = read(session);
    @Nullable SQLException failure = null;
    for (Slots.Step step : Slots.steps(present, wanted, leftAlone, replayed)) {
      try {
        session.text(step.sql(), step.values().toArray(String[]::new));
      } catch (SQLException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
    SortedMap<String, Lsn> positions = new TreeMap<>();
    for (Slots.Slot slot : present) {
      if (slot.isPhysical() && wanted.containsKey(slot.name())) {
        slot.restart().ifPresent(lsn -> positions.put(slot.name(), lsn));
      }
    }
    return positions;
  }

  private static List<Slots.Slot> read(LocalSession session) throws SQLException {
    return session.use(connection -> {
      List<Slots.Slot> slots = new ArrayList<>();
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT slot_name, slot_type, active, restart_lsn::text, database, plugin,"
                      + " xmin IS NOT NULL, wal_status IS NOT DISTINCT FROM 'lost'"
                      + " FROM pg_replication_slots WHERE NOT temporary")) {
        while (rows.next()) {
          slots.add(
              new Slots.Slot(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getBoolean(3),
                  Optional.ofNullable(rows.getString(4)).map(Lsn::parse),
                  Optional.ofNullable(rows.getString(5)),
                  Optional.ofNullable(rows.getString(6)),
                  rows.getBoolean(7),
                  rows.getBoolean(8)));
        }
      }
      return slots;
    });
  }
}
