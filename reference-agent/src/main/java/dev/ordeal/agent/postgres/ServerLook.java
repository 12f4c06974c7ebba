package dev.ordeal.agent.postgres;

import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What can be seen of the server: by what it answers while it runs, by its control file while it is
 * down. The last look is kept.
 */
final class ServerLook {
  private final ServerParts parts;

  private volatile Optional<String> systemIdentifier = Optional.empty();
  private volatile Optional<Server> last = Optional.empty();
  private volatile boolean replayPaused;

  ServerLook(ServerParts parts) {
    this.parts = parts;
  }

  Server look() {
    Server seen = parts.postmaster().isAlive() ? running() : down();
    last = Optional.of(seen);
    return seen;
  }

  /** What was seen last; empty before the first look. */
  Optional<Server> last() {
    return last;
  }

  /** It takes writes now: a look that gets no answer must not keep the role from before. */
  void promoted() {
    last = last.map(Server::promoted);
  }

  private Server running() {
    try {
      ServerQuery answer = ServerQuery.parse(parts.sessions().heartbeat().text(ServerQuery.SQL));
      parts.state().answered();
      parts.configuration().adoptSynchronousNames(answer.names());
      systemIdentifier = answer.systemIdentifier();
      replayPaused = answer.replayPaused();
      return new Server(
          parts.state().get(),
          Server.DataDirectory.VALID,
          Optional.of(answer.role()),
          Optional.of(answer.timeline()),
          answer.position(),
          answer.received(),
          answer.replayed(),
          parts.configuration().upstream(),
          answer.streaming(),
          answer.standbys(),
          answer.names(),
          systemIdentifier,
          false,
          parts.directory().hasStandbySignal());
    } catch (SQLException e) {
      return unanswered();
    }
  }

  /** A server that answered before and is alive may still take writes: its role is kept. */
  private Server unanswered() {
    if (parts.state().get() == ServerState.RUNNING && last.isPresent()) {
      return last.get();
    }
    return silent(parts.state().unlessPassing(ServerState.STARTING), Optional.empty());
  }

  private Server down() {
    parts.sessions().close();
    if (parts.state().isBeingMade()) {
      return silent(parts.state().get(), Optional.empty());
    }
    Optional<ControlData> control = parts.controlFile().read();
    parts.state().ended(control.map(ControlData::isCleanlyStopped).orElse(true));
    return silent(parts.state().get(), control);
  }

  /** A server that says nothing of itself. */
  private Server silent(ServerState state, Optional<ControlData> control) {
    control.map(ControlData::systemIdentifier).ifPresent(id -> systemIdentifier = Optional.of(id));
    DataDirectory directory = parts.directory();
    return new Server(
        state,
        directory.state(),
        Optional.empty(),
        control.map(ControlData::latestTimeline),
        control.map(ControlData::position),
        Optional.empty(),
        Optional.empty(),
        parts.configuration().upstream(),
        false,
        List.of(),
        "",
        directory.state() == Server.DataDirectory.VALID ? systemIdentifier : Optional.empty(),
        control.map(ControlData::isCleanlyStopped).orElse(false),
        directory.hasStandbySignal());
  }

  /** Somebody may also have paused the replay by hand: that is not for us to end. */
  boolean replayWaitsForRestart() {
    Optional<ControlData> control = replayPaused ? parts.controlFile().read() : Optional.empty();
    try {
      return control.isPresent()
          && !StandbyParameters.tooSmall(parts.sessions().work(), control.get()).isEmpty();
    } catch (SQLException e) {
      return false;
    }
  }
}
