package dev.ordeal.simulation.agent;

import dev.ordeal.environment.Link;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Dial;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import java.util.Optional;

/** Connections of the agent, and of the tools that it runs, to servers of other nodes. */
final class OutgoingConnections {
  static final Duration LIMIT = Duration.ofSeconds(3);

  private final SimulatedWorld world;
  private final Network network;
  private final OsProcess process;

  OutgoingConnections(SimulatedWorld world, Network network, OsProcess process) {
    this.world = world;
    this.network = network;
    this.process = process;
  }

  /** Connects and waits for that; empty where it is refused or takes too long. */
  Optional<Connection> open(String host, int port) {
    Mailbox<Optional<Connection>> opened = world.mailbox();
    Dial dial =
        network.connect(
            process,
            new Link(process.host().name(), host, port),
            connection -> opened.put(Optional.of(connection)),
            () -> opened.put(Optional.empty()));
    Optional<Optional<Connection>> found = opened.take(LIMIT);
    if (found.isEmpty()) {
      dial.giveUp();
    }
    return found.flatMap(each -> each);
  }
}
