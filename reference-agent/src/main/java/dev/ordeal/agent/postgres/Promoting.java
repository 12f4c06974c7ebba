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
   * Ends when the server takes writes.
   *
   * @param timeline the number of its new one, or the next one that is free at home
   */
  void promote(int timeline) {
    int mine = look.last().flatMap(Server::timeline).orElse(timeline - 1);
    parts.directory().reserveTimelines(mine, timeline);
    LocalSession work = parts.sessions().work();
    try {
      work.execute("SELECT pg_promote(false)");
      while (!work.text("SELECT pg_is_in_recovery()").equals("f")) {
        parts.lookAgainLater();
      }
    } catch (SQLException e) {
      throw new PortFailure.Unavailable("cannot promote: " + e.getMessage(), e);
    }
    look.promoted();
    parts.configuration().streamFrom(Optional.empty());
    parts.configuration().write(false);
  }
}
