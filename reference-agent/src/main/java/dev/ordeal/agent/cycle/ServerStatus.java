package dev.ordeal.agent.cycle;

import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import java.util.List;
import java.util.Optional;

/**
 * What a running server says of itself at the moment of asking, for the status body (contract,
 * section 3.2).
 *
 * @param postmasterStartTime as PostgreSQL prints it: {@code 2026-11-24 16:31:12.763918+00:00}
 * @param serverVersion {@code server_version_num}
 * @param location flushed, on a primary
 * @param replayedTimestamp of the last replayed transaction, as PostgreSQL prints it
 * @param replayPaused {@code pg_is_wal_replay_paused()}
 * @param latestEnd {@code latest_end_lsn} of the WAL receiver
 * @param replicationState {@code streaming} or {@code in archive recovery}
 */
public record ServerStatus(
    String postmasterStartTime,
    int serverVersion,
    Role role,
    int timeline,
    Optional<Lsn> location,
    Optional<Lsn> received,
    Optional<Lsn> replayed,
    Optional<String> replayedTimestamp,
    boolean replayPaused,
    Optional<Lsn> latestEnd,
    Optional<String> replicationState,
    List<Replica> replication) {

  /** A line of {@code replication}. */
  public record Replica(
      String user,
      String applicationName,
      Optional<String> clientAddress,
      String state,
      String syncState,
      int syncPriority) {}
}
