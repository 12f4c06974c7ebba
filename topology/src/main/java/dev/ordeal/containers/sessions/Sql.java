package dev.ordeal.containers.sessions;

/** Statements of the workload and of the judge. */
public final class Sql {
  /** The timeline that a server in recovery follows, or that a primary writes on. */
  public static final String TIMELINE =
      "case when pg_is_in_recovery()"
          + " then coalesce((select received_tli from pg_stat_wal_receiver),"
          + " (select timeline_id from pg_control_checkpoint()))"
          + " else ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int"
          + " end";

  /** The same where only a primary can have come so far. */
  public static final String WRITTEN_TIMELINE =
      "('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int";

  private static final String WHO = "host(inet_server_addr())";

  static final String APPEND =
      "insert into append (writer, number) values (?, ?) returning "
          + WHO
          + ", "
          + WRITTEN_TIMELINE;

  static final String READ_LATEST =
      "select "
          + WHO
          + ", "
          + TIMELINE
          + ", coalesce((select max(number) from append where writer = ?), 0)";

  static final String READ_REGISTER =
      "select "
          + WHO
          + ", "
          + TIMELINE
          + ", coalesce((select value from register where key = ?), 0)";

  static final String WRITE_REGISTER =
      "insert into register (key, value) values (?, ?)"
          + " on conflict (key) do update set value = excluded.value returning "
          + WHO
          + ", "
          + WRITTEN_TIMELINE;

  /** A register that was never written holds 0, so there may be no row to update. */
  static final String SWAP_FROM_ZERO =
      "with swapped as (insert into register (key, value) values (?, ?)"
          + " on conflict (key) do update set value = excluded.value where register.value = 0"
          + " returning 1) select "
          + WHO
          + ", "
          + WRITTEN_TIMELINE
          + ", (select count(*) from swapped)";

  static final String SWAP =
      "with swapped as (update register set value = ? where key = ? and value = ? returning 1)"
          + " select "
          + WHO
          + ", "
          + WRITTEN_TIMELINE
          + ", (select count(*) from swapped)";

  private Sql() {}
}
