package dev.ordeal.simulation.agent;

import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.postgres.ControlData;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.delays.DrawnDelays;
import dev.ordeal.simulation.postgres.SimulatedServer;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the agent sees of its server: by a statement, by the control file where it is down, and by
 * what the agent remembers where neither tells.
 */
final class ServerLook {
  private final SimulatedWorld world;
  private final SimulatedServer server;
  private final LocalSession session;
  private final DrawnDelays delays;
  private ServerState state = ServerState.STOPPED;
  private boolean stopAsked = true;
  private Optional<String> systemIdentifier = Optional.empty();
  private Optional<Server> lastSeen = Optional.empty();

  ServerLook(
      SimulatedWorld world, SimulatedServer server, LocalSession session, DrawnDelays delays) {
    this.world = world;
    this.server = server;
    this.session = session;
    this.delays = delays;
    if (server.isAlive()) {
      startIsAsked();
    }
  }

  /** The agent starts it, or has found it running. */
  void startIsAsked() {
    state = ServerState.STARTING;
    stopAsked = false;
  }

  /** The agent wants it down: what is found then is no crash. */
  void stopIsAsked(ServerState meanwhile) {
    state = meanwhile;
    stopAsked = true;
  }

  /** What the agent has just done has come to this. */
  void becomes(ServerState now) {
    state = now;
  }

  Server look() {
    Server seen = server.isAlive() ? running() : down();
    lastSeen = Optional.of(seen);
    return seen;
  }

  private Server running() {
    return session
        .ask(() -> {
          state = keptWhile(ServerState.STOPPING, ServerState.RUNNING);
          stopAsked = false;
          Server seen = server.describe(state);
          systemIdentifier = seen.systemIdentifier();
          return seen;
        })
        .orElseGet(this::unanswered);
  }

  /** A server that answered before and is alive may still take writes: its role is kept. */
  private Server unanswered() {
    if (state == ServerState.RUNNING && lastSeen.isPresent()) {
      return lastSeen.get();
    }
    return shell(keptWhile(ServerState.STOPPING, ServerState.STARTING), Optional.empty());
  }

  private ServerState keptWhile(ServerState kept, ServerState otherwise) {
    return state == kept ? kept : otherwise;
  }

  private Server down() {
    if (state == ServerState.CREATING_REPLICA || state == ServerState.INITIALIZING) {
      return shell(state, Optional.empty());
    }
    Optional<ControlData> control = controlFile();
    boolean clean = control.map(ControlData::isCleanlyStopped).orElse(true);
    if (state != ServerState.START_FAILED && state != ServerState.INITDB_FAILED) {
      state = stopAsked || clean ? ServerState.STOPPED : ServerState.CRASHED;
    }
    return shell(state, control);
  }

  private Server.DataDirectory directory() {
    if (server.data().isUnfinished()) {
      return Server.DataDirectory.UNFINISHED;
    }
    return server.data().hasCluster() ? Server.DataDirectory.VALID : Server.DataDirectory.EMPTY;
  }

  private Server shell(ServerState now, Optional<ControlData> control) {
    control.map(ControlData::systemIdentifier).ifPresent(id -> systemIdentifier = Optional.of(id));
    Server.DataDirectory directory = directory();
    boolean valid = directory == Server.DataDirectory.VALID;
    return new Server(
        now,
        directory,
        Optional.empty(),
        control.map(ControlData::latestTimeline),
        control.map(ControlData::position),
        Optional.empty(),
        Optional.empty(),
        server.data().files().upstream(),
        false,
        List.of(),
        "",
        valid ? systemIdentifier : Optional.empty(),
        control.map(ControlData::isCleanlyStopped).orElse(false),
        server.data().files().hasStandbySignal());
  }

  /** What pg_controldata prints, after the time that it takes. */
  Optional<ControlData> controlFile() {
    if (server.data().hasCluster()) {
      world.sleep(Duration.ofNanos(delays.nanos(Delays::tool)));
    }
    return server.data().control();
  }

  /** What a running server says of itself; empty where it does not answer. */
  Optional<Server> describe() {
    return session.ask(() -> server.describe(state));
  }
}
