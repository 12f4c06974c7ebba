package dev.ordeal.containers;

import dev.ordeal.containers.sessions.Connecting;
import dev.ordeal.containers.sessions.Connecting.Login;
import dev.ordeal.containers.sessions.Sql;
import dev.ordeal.names.Lsn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/** The tables of workload and probes, and the write of a probe. */
final class Tables {
  private static final String DEFINITIONS =
      """
      create table if not exists append (
        id bigint generated always as identity primary key,
        writer text not null,
        number bigint not null,
        at timestamptz not null default clock_timestamp());
      create index if not exists append_by_writer on append (writer, number);
      create table if not exists register (key text primary key, value bigint not null);
      create table if not exists probe (
        id bigint generated always as identity,
        at timestamptz not null default clock_timestamp());
      -- A row of its own each time: an update would wait for one that hangs.
      create or replace function write_probe() returns int language plpgsql as $$
        declare timeline int;
        begin
          insert into probe default values returning %s into timeline;
          return timeline;
        end $$;
      """
              .formatted(Sql.WRITTEN_TIMELINE)
          + "truncate append, register, probe;";

  private Tables() {}

  /**
   * Makes them where they are missing, and empties them.
   *
   * @return the position in the log by which they are so
   */
  static Lsn create(String address, int port, Login login, Duration limit) throws SQLException {
    try (Connection connection = Connecting.open(address, port, login, new Properties(), limit);
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, (int) limit.toMillis());
      statement.execute(DEFINITIONS);
      try (ResultSet row = statement.executeQuery("select pg_current_wal_insert_lsn()")) {
        row.next();
        return Lsn.parse(row.getString(1));
      }
    }
  }
}
