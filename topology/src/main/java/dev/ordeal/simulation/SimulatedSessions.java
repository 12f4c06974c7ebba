package dev.ordeal.simulation;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.simulation.mistakes.RepeatingSession;
import java.time.Duration;
import java.util.function.Supplier;

/** Sessions of clients, along the same links as in containers. */
final class SimulatedSessions implements Sessions {
  private final Supplier<SimulatedCluster> running;

  SimulatedSessions(Supplier<SimulatedCluster> running) {
    this.running = running;
  }

  @Override
  public Session open(Entry entry, Duration limit) throws SessionFailure {
    SimulatedCluster cluster = running.get();
    return cluster.plants(Misbehaviour.REPEATS_COMMITS_OF_UNKNOWN_OUTCOME)
        ? new RepeatingSession(() -> open(cluster, entry, limit))
        : open(cluster, entry, limit);
  }

  static SimulatedSession open(SimulatedCluster cluster, Entry entry, Duration limit)
      throws SessionFailure {
    String proxy = cluster.proxy().name().value();
    Link link =
        switch (entry) {
          case Entry.Primary() -> new Link(Link.CLIENTS, proxy, Ports.PROXY_PRIMARY);
          case Entry.Replicas() -> new Link(Link.CLIENTS, proxy, Ports.PROXY_REPLICAS);
          case Entry.Beside(var node) -> new Link(Link.CLIENTS, node.value(), Ports.POSTGRESQL);
        };
    return new SimulatedSession(cluster.world(), cluster.network(), cluster.clients(), link, limit);
  }
}
