package dev.ordeal.agent.postgres;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.world.Moment;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a replica receives: from whom, and what of it must not stay. */
final class Streaming {
  private static final String RECEIVERS =
      "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'walreceiver'";
  private static final Duration RECEIVER_ENDS = Duration.ofSeconds(10);

  private final ServerParts parts;
  private final ConfigurationReload reload;
  private final ServerLook look;

  Streaming(ServerParts parts, ConfigurationReload reload, ServerLook look) {
    this.parts = parts;
    this.reload = reload;
    this.look = look;
  }

  /**
   * Changes whom a running replica streams from. Where that cannot be written, as on a full disk,
   * it counts as not changed, so that it is tried again.
   */
  void follow(Optional<Upstream> source) {
    Optional<Upstream> before = parts.configuration().upstream();
    parts.configuration().streamFrom(source);
    try {
      look.last().flatMap(Server::timeline).ifPresent(parts.directory()::freeReserved);
      reload.rewrite(true);
    } catch (PortFailure e) {
      parts.configuration().streamFrom(before);
      throw e;
    }
  }

  /** Removes the segments that {@link SegmentFragments} finds; their names. */
  List<String> removeFragments() {
    SegmentFragments fragments = parts.directory().fragments();
    if (fragments.find().isEmpty()) {
      return List.of();
    }
    if (parts.postmaster().isAlive()) {
      stopReceiving();
    }
    return fragments.remove();
  }

  /** What a receiver fetches meanwhile might be acknowledged, and must not be removed. */
  private void stopReceiving() {
    follow(Optional.empty());
    Moment end = parts.world().monotonic().plus(RECEIVER_ENDS);
    try {
      while (!parts.sessions().work().text(RECEIVERS).equals("0")) {
        if (parts.world().monotonic().isAfter(end)) {
          throw new PortFailure.Unavailable("the server does not stop receiving");
        }
        parts.lookAgainLater();
      }
    } catch (SQLException e) {
      throw new PortFailure.Unavailable("cannot stop receiving: " + e.getMessage(), e);
    }
  }
}
