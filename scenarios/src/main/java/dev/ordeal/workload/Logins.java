package dev.ordeal.workload;

import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Optional;

/**
 * Opens the sessions of one pool, one after another, with a pause after one that failed, as
 * HikariCP and PgBouncer do: in an outage hundreds of clients that knock, and after it all of them
 * at once, would take from the nodes the processors that they need to come back. A login that does
 * not come back holds the others up for a moment only.
 */
final class Logins {
  /** Many times what a login takes, little beside what a silent one does. */
  static final Duration PATIENCE = Duration.ofMillis(250);

  /** By so much later the end of an outage may be seen. */
  static final Duration AFTER_A_FAILURE = Duration.ofMillis(20);

  private final World world;
  private final Sessions sessions;
  private final Mailbox<Turn> turns;

  /** Whoever has it may log in, from that moment on. */
  private record Turn(Moment from) {}

  Logins(World world, Sessions sessions) {
    this.world = world;
    this.sessions = sessions;
    this.turns = world.mailbox();
    turns.put(new Turn(world.monotonic()));
  }

  /**
   * Waits for its turn, for {@link #PATIENCE} at most, and opens a session.
   *
   * @param limit for the login itself
   */
  Session open(Entry entry, Duration limit) throws SessionFailure {
    Optional<Turn> turn = turns.take(PATIENCE);
    turn.map(mine -> mine.from().since(world.monotonic()))
        .filter(Duration::isPositive)
        .ifPresent(world::sleep);
    Duration pause = AFTER_A_FAILURE;
    try {
      Session session = sessions.open(entry, limit);
      pause = Duration.ZERO;
      return session;
    } finally {
      if (turn.isPresent()) {
        turns.put(new Turn(world.monotonic().plus(pause)));
      }
    }
  }
}
