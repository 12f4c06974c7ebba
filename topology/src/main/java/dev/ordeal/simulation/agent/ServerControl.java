package dev.ordeal.simulation.agent;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.agent.policy.Upstream;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.delays.DrawnDelays;
import dev.ordeal.simulation.postgres.SimulatedServer;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes, starts, promotes and stops the server beside the agent, and waits for the end of each, as
 * initdb and pg_ctl do.
 */
final class ServerControl {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final SimulatedWorld world;
  private final SimulatedServer server;
  private final LocalSession session;
  private final ServerLook look;
  private final ServerConfiguration configuration;
  private final DrawnDelays delays;
  private final boolean neverStopsPrimary;

  /**
   * @param neverStopsPrimary a planted mistake: whatever the agent decides, a primary goes on
   */
  ServerControl(
      SimulatedWorld world,
      SimulatedServer server,
      LocalSession session,
      ServerLook look,
      ServerConfiguration configuration,
      DrawnDelays delays,
      boolean neverStopsPrimary) {
    this.world = world;
    this.server = server;
    this.session = session;
    this.look = look;
    this.configuration = configuration;
    this.delays = delays;
    this.neverStopsPrimary = neverStopsPrimary;
  }

  /** Makes a new cluster, and starts it as a primary. */
  void bootstrap() {
    look.becomes(ServerState.INITIALIZING);
    world.sleep(Duration.ofNanos(delays.nanos(Delays::initdb)));
    int draw = delays.random().nextInt(1_000_000_000);
    server.data().initialize(Long.toString(7_000_000_000_000_000_000L + draw));
    start(false, Optional.empty(), Duration.ofSeconds(60));
  }

  void abandonBootstrap() {
    if (server.isAlive()) {
      stop(StopMode.IMMEDIATE, Duration.ZERO);
    }
    server.data().empty();
    look.becomes(ServerState.INITDB_FAILED);
  }

  /** Starts it, as a replica or not; ends when it takes connections. */
  void start(boolean replica, Optional<Upstream> upstream, Duration limit) {
    if (server.isAlive()) {
      throw new PortFailure.Refused("the server runs already");
    }
    if (!server.data().hasCluster()) {
      throw new PortFailure.Refused("there is nothing to start");
    }
    server.data().files().setStandbySignal(replica);
    configuration.write(upstream);
    look.startIsAsked();
    server.start();
    Moment end = world.monotonic().plus(limit);
    while (!server.takesConnections()) {
      if (!server.isAlive()) {
        look.becomes(ServerState.START_FAILED);
        throw new PortFailure.Refused("the server ended while it was starting");
      }
      if (world.monotonic().isAfter(end)) {
        throw new PortFailure.Unavailable("the server is still starting");
      }
      world.sleep(LOOK_AGAIN);
    }
    look.becomes(ServerState.RUNNING);
  }

  /** Promotes it; ends when it takes writes. */
  void promote(int timeline) {
    if (session.ask(() -> true).isEmpty()) {
      throw new PortFailure.Unavailable("cannot promote: the server does not answer");
    }
    long life = server.lives();
    server.promote(timeline);
    while (!server.isPrimary()) {
      world.sleep(LOOK_AGAIN);
      if (!server.takesConnections() || server.lives() != life) {
        throw new PortFailure.Unavailable("cannot promote: the session has ended");
      }
    }
    configuration.write(Optional.empty());
  }

  /** Stops it, if need be with ever less order; ends when no process of it is left. */
  void stop(StopMode mode, Duration limit) {
    if (neverStopsPrimary && server.isPrimary()) {
      return;
    }
    look.stopIsAsked(ServerState.STOPPING);
    world.sleep(Duration.ofNanos(delays.nanos(Delays::tool)));
    if (mode == StopMode.FAST) {
      server.stopFast();
      if (awaitEnd(limit)) {
        look.becomes(ServerState.STOPPED);
        return;
      }
    }
    server.stopImmediate();
    if (!awaitEnd(Duration.ofMillis(500))) {
      server.kill();
    }
    look.becomes(ServerState.STOPPED);
  }

  private boolean awaitEnd(Duration limit) {
    Moment end = world.monotonic().plus(limit);
    while (server.isAlive()) {
      if (world.monotonic().isAfter(end)) {
        return false;
      }
      world.sleep(LOOK_AGAIN);
    }
    return true;
  }
}
