package dev.ordeal.agent.postgres;

import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.world.Moment;
import java.time.Duration;

/** Stops the server, ever less gently the longer that takes. */
final class Stopping {
  private final ServerParts parts;
  private final Scripts scripts;

  Stopping(ServerParts parts, Scripts scripts) {
    this.parts = parts;
    this.scripts = scripts;
  }

  /** The user's own step, then {@link #halt} within what that has left of {@code limit}. */
  void stop(StopMode mode, Duration limit) {
    Moment end = parts.world().monotonic().plus(limit);
    parts.state().stopping();
    if (parts.postmaster().isAlive()) {
      scripts.beforeStop(mode, limit);
    }
    halt(mode, end.since(parts.world().monotonic()));
  }

  /**
   * Ends when no process of the server is left. A fast stop that takes longer than {@code limit}
   * becomes an immediate one, and that one a kill.
   */
  void halt(StopMode mode, Duration limit) {
    parts.state().stopping();
    parts.sessions().close();
    if (mode == StopMode.FAST) {
      parts.postmaster().signal(parts.settings(), "INT");
      if (awaitEnd(limit)) {
        parts.state().become(ServerState.STOPPED);
        return;
      }
    }
    parts.postmaster().signal(parts.settings(), "QUIT");
    if (!awaitEnd(Duration.ofMillis(500))) {
      parts.postmaster().killAll();
      awaitEnd(Duration.ofSeconds(10));
    }
    parts.state().become(ServerState.STOPPED);
  }

  private boolean awaitEnd(Duration limit) {
    Moment end = parts.world().monotonic().plus(limit);
    while (parts.postmaster().isAlive()) {
      if (parts.world().monotonic().isAfter(end)) {
        return false;
      }
      parts.lookAgainLater();
    }
    return true;
  }
}
