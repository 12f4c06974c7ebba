package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import java.util.List;
import java.util.Optional;

/**
 * The server beside this agent, as it was seen last.
 *
 * @param state in the words of the contract
 * @param dataDirectory whether there is something to start
 * @param role what the server itself says; absent while it does not answer
 * @param timeline of the server, or, while it is down, of its control file
 * @param position flushed on a primary; on a replica the furthest of received and replayed; while
 *     it is down, the end of its last checkpoint
 * @param received what a replica has received
 * @param replayed what a replica has replayed
 * @param upstream whom a replica is configured to stream from
 * @param streaming whether its receiver streams now
 * @param standbys who streams from this server
 * @param synchronousNames {@code synchronous_standby_names} as the server has it now
 * @param systemIdentifier of the data directory
 * @param cleanlyStopped whether the control file says that the last stop was a clean one
 * @param standbySignal whether the data directory would start as a replica
 */
public record Server(
    ServerState state,
    DataDirectory dataDirectory,
    Optional<Role> role,
    Optional<Integer> timeline,
    Optional<Lsn> position,
    Optional<Lsn> received,
    Optional<Lsn> replayed,
    Optional<Upstream> upstream,
    boolean streaming,
    List<Standby> standbys,
    String synchronousNames,
    Optional<String> systemIdentifier,
    boolean cleanlyStopped,
    boolean standbySignal) {

  /** Whether there is a cluster of PostgreSQL to start. */
  public enum DataDirectory {
    EMPTY,
    VALID,
    /** What a copy or a rewind has left that was broken off. */
    UNFINISHED,
    BROKEN
  }

  /**
   * A line of {@code pg_stat_replication}.
   *
   * @param name application_name
   * @param state {@code streaming}, {@code catchup} and so on
   * @param syncState {@code sync}, {@code quorum}, {@code potential} or {@code async}
   */
  public record Standby(
      String name, String state, String syncState, Lsn written, Lsn flushed, Lsn replayed) {
    public boolean isStreaming() {
      return state.equals("streaming");
    }
  }

  public Server {
    standbys = List.copyOf(standbys);
  }

  public boolean isRunning() {
    return state == ServerState.RUNNING;
  }

  /** As this, of a server that has since been promoted; what it has not told yet stays. */
  public Server promoted() {
    return new Server(
        state,
        dataDirectory,
        Optional.of(Role.PRIMARY),
        timeline,
        position,
        received,
        replayed,
        upstream,
        false,
        standbys,
        synchronousNames,
        systemIdentifier,
        cleanlyStopped,
        standbySignal);
  }

  /** A server that takes writes, as far as it can be seen. */
  public boolean isPrimary() {
    return isRunning() && role.filter(Role.PRIMARY::equals).isPresent();
  }

  public boolean isReplica() {
    return isRunning() && role.filter(Role.REPLICA::equals).isPresent();
  }

  /** Whether no process of the server runs. */
  public boolean isDown() {
    return switch (state) {
      case STOPPED, CRASHED, START_FAILED, INITDB_FAILED, CUSTOM_BOOTSTRAP_FAILED -> true;
      default -> false;
    };
  }
}
