package dev.ordeal.agent.postgres;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.Server;
import java.sql.SQLException;
import java.util.Optional;

/** Makes a primary of a running replica. */
final class Promoting {
  private final ServerParts parts;
  private final ServerLook look;

  Promoting(ServerParts parts, ServerLook look) {
    this.parts = parts;
    this.look = look;
  }

  /**
   * Ends when the server takes writes. Where a child of the server dies meanwhile, the server
   * forgets that it was to be promoted and goes on as a replica; then it is for the caller to
   * decide anew.
   *
   * @param timeline the number of its new one, or the next one that is free at home
   */
  void promote(int timeline) {
    int mine = look.last().flatMap(Server::timeline).orElse(timeline - 1);
    parts.directory().reserveTimelines(mine, timeline);
    try {
      awaitEndOfRecovery(parts.sessions().work());
    } catch (SQLException e) {
      parts.directory().removePromoteSignal();
      throw new PortFailure.Unavailable("cannot promote: " + e.getMessage(), e);
    }
    look.promoted();
    parts.configuration().streamFrom(Optional.empty());
    try {
      parts.configuration().write(false);
    } catch (PortFailure e) {
      throw new PortFailure.Unavailable("promoted, but " + e.getMessage(), e);
    }
  }

  /** The session's own process tells whether all of them have been replaced meanwhile. */
  private void awaitEndOfRecovery(LocalSession work) throws SQLException {
    String asked = work.text("SELECT CASE WHEN pg_promote(false) THEN pg_backend_pid() END");
    if (asked.isEmpty()) {
      throw new SQLException("the server could not be told");
    }
    String inRecovery = asked;
    while (inRecovery.equals(asked)) {
      parts.lookAgainLater();
      inRecovery = work.text("SELECT CASE WHEN pg_is_in_recovery() THEN pg_backend_pid() END");
    }
    if (!inRecovery.isEmpty()) {
      throw new SQLException("the session in which that was asked has ended");
    }
  }
}
