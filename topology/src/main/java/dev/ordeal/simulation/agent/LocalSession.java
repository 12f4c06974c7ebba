package dev.ordeal.simulation.agent;

import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.delays.DrawnDelays;
import dev.ordeal.simulation.postgres.SimulatedServer;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The agent's own statements to the server beside it, each with a limit of its time. */
final class LocalSession {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration FROZEN_LOOK = Duration.ofMillis(20);

  private final SimulatedWorld world;
  private final SimulatedServer server;
  private final DrawnDelays delays;

  LocalSession(SimulatedWorld world, SimulatedServer server, DrawnDelays delays) {
    this.world = world;
    this.server = server;
    this.delays = delays;
  }

  /** Asks a statement; empty as a lost or refused connection is. */
  <T> Optional<T> ask(Supplier<T> statement) {
    world.sleep(Duration.ofNanos(delays.nanos(Delays::local) * 2 + delays.nanos(Delays::query)));
    Moment end = world.monotonic().plus(LIMIT);
    while (server.isAlive() && !server.runs()) {
      if (!world.monotonic().isBefore(end)) {
        return Optional.empty();
      }
      world.sleep(FROZEN_LOOK);
    }
    return server.takesConnections() ? Optional.of(statement.get()) : Optional.empty();
  }

  /** Does a statement that answers nothing; whether it was done. */
  boolean run(Runnable statement) {
    return ask(
            () -> {
              statement.run();
              return true;
            })
        .isPresent();
  }
}
