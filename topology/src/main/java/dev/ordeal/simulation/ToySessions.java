package dev.ordeal.simulation;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.Network.Direction;
import dev.ordeal.simulation.ToySession.Hop;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sessions of clients, along the same links as in containers. */
final class ToySessions implements Sessions {
  private final Supplier<ToyCluster> running;

  ToySessions(Supplier<ToyCluster> running) {
    this.running = running;
  }

  @Override
  public Session open(Entry entry, Duration limit) throws SessionFailure {
    ToyCluster cluster = running.get();
    Moment deadline = cluster.now().plus(limit);
    return switch (entry) {
      case Entry.Primary() -> proxied(cluster, ToyProxy.PRIMARY, Ports.PROXY_PRIMARY, deadline);
      case Entry.Replicas() -> proxied(cluster, ToyProxy.REPLICAS, Ports.PROXY_REPLICAS, deadline);
      case Entry.Beside(NodeName node) -> {
        Hop hop = new Hop(Link.CLIENTS, node.value(), Ports.POSTGRESQL);
        connect(cluster, hop, deadline);
        yield new ToySession(cluster, List.of(hop), cluster.node(node).server(), Optional.empty());
      }
    };
  }

  private static Session proxied(ToyCluster cluster, String name, int port, Moment deadline)
      throws SessionFailure {
    ToyProxy proxy = cluster.proxy();
    Hop first = new Hop(Link.CLIENTS, proxy.name().value(), port);
    connect(cluster, first, deadline);
    ToyBackend backend =
        proxy
            .choose(name)
            .orElseThrow(() -> refused("08006", "the proxy has no server for its port " + port));
    NodeName node = backend.node().name();
    Hop second = new Hop(proxy.name().value(), node.value(), Ports.POSTGRESQL);
    connect(cluster, second, deadline);
    return new ToySession(
        cluster, List.of(first, second), backend.node().server(), Optional.of(backend));
  }

  /** A session that did not come about has carried no statement, so every failure is definite. */
  private static void connect(ToyCluster cluster, Hop hop, Moment deadline) throws SessionFailure {
    for (Direction direction : List.of(Direction.REQUEST, Direction.ANSWER)) {
      switch (ToySession.pass(cluster, hop, direction, deadline)) {
        case DELIVERED -> {}
        case DROPPED -> throw refused("timeout", "no session in time");
        case REFUSED -> throw refused("08001", hop.destination() + " refused the connection");
      }
    }
  }

  private static SessionFailure refused(String error, String message) {
    return new SessionFailure(
        ClientOutcome.DEFINITE, error, message, new IllegalStateException(message));
  }
}
