package dev.ordeal.containers.sessions;

import dev.ordeal.containers.addresses.AddressPlan;
import dev.ordeal.containers.sessions.Connecting.Login;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions;
import dev.ordeal.names.NodeName;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Properties;

/** Sessions through the links that lead in from the clients. */
public final class JdbcSessions implements Sessions {
  private final AddressPlan addresses;
  private final NodeName proxy;
  private final Login login;

  public JdbcSessions(AddressPlan addresses, NodeName proxy, Login login) {
    this.addresses = addresses;
    this.proxy = proxy;
    this.login = login;
  }

  @Override
  public Session open(Entry entry, Duration limit) throws SessionFailure {
    Link link = link(entry);
    try {
      return new JdbcSession(
          Connecting.open(addresses.listen(link), link.port(), login, new Properties(), limit),
          address -> addresses.memberAt(address).orElse(address));
    } catch (SQLTimeoutException e) {
      throw new SessionFailure(
          ClientErrors.ofOpening(), ClientErrors.TIMEOUT, "no session within " + limit, e);
    } catch (SQLException e) {
      throw new SessionFailure(
          ClientErrors.ofOpening(), ClientErrors.name(e), String.valueOf(e.getMessage()), e);
    }
  }

  private Link link(Entry entry) {
    return switch (entry) {
      case Entry.Primary() -> new Link(Link.CLIENTS, proxy.value(), Ports.PROXY_PRIMARY);
      case Entry.Replicas() -> new Link(Link.CLIENTS, proxy.value(), Ports.PROXY_REPLICAS);
      case Entry.Beside(NodeName node) -> new Link(Link.CLIENTS, node.value(), Ports.POSTGRESQL);
    };
  }
}
