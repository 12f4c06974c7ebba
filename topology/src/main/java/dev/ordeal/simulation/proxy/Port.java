package dev.ordeal.simulation.proxy;

import dev.ordeal.environment.plan.ProxyPlan.Balance;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.OsProcess;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A port of the proxy with the servers behind it. */
final class Port implements Host.Listener {
  private final SimulatedProxy proxy;
  private final Balance balance;
  private final List<Server> servers;
  private int turn;

  Port(SimulatedProxy proxy, Balance balance, List<Server> servers) {
    this.proxy = proxy;
    this.balance = balance;
    this.servers = List.copyOf(servers);
  }

  List<Server> servers() {
    return servers;
  }

  @Override
  public OsProcess process() {
    return proxy.process();
  }

  @Override
  public void accept(Connection connection) {
    connection.serveBy(new ProxySession(proxy, this, connection));
  }

  /**
   * The server for the next session, another than {@code not} where there is one; empty if none is
   * up.
   */
  Optional<Server> choose(Optional<Server> not) {
    List<Server> up = new ArrayList<>();
    for (Server server : servers) {
      if (server.isUp() && !not.equals(Optional.of(server))) {
        up.add(server);
      }
    }
    if (up.isEmpty()) {
      return not.filter(Server::isUp);
    }
    return switch (balance) {
      case ROUND_ROBIN -> Optional.of(up.get(Math.floorMod(turn++, up.size())));
      case LEAST_CONNECTIONS -> up.stream().min(Comparator.comparingInt(Server::sessions));
      case SOURCE -> Optional.of(up.getFirst());
    };
  }
}
