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
import java.util.function.Function;

/** Sessions of clients, as a rule through the links that lead in from them. */
public final class JdbcSessions implements Sessions {
  private final AddressPlan addresses;
  private final Function<Entry, Door> doors;
  private final Login login;

  /** Where a session is opened. */
  public record Door(String address, int port) {}

  /**
   * @param doors where each entry is; it may refuse an entry by an IllegalArgumentException
   */
  public JdbcSessions(AddressPlan addresses, Function<Entry, Door> doors, Login login) {
    this.addresses = addresses;
    this.doors = doors;
    this.login = login;
  }

  /** Through the links that lead in from the clients. */
  public static JdbcSessions throughLinks(AddressPlan addresses, NodeName proxy, Login login) {
    return new JdbcSessions(
        addresses,
        entry -> {
          Link link = link(entry, proxy);
          return new Door(addresses.listen(link), link.port());
        },
        login);
  }

  @Override
  public Session open(Entry entry, Duration limit) throws SessionFailure {
    Door door = doors.apply(entry);
    try {
      return new JdbcSession(
          Connecting.open(door.address(), door.port(), login, new Properties(), limit),
          address -> addresses.memberAt(address).orElse(address));
    } catch (SQLTimeoutException e) {
      throw new SessionFailure(
          ClientErrors.ofOpening(), ClientErrors.TIMEOUT, "no session within " + limit, e);
    } catch (SQLException e) {
      throw new SessionFailure(
          ClientErrors.ofOpening(), ClientErrors.name(e), String.valueOf(e.getMessage()), e);
    }
  }

  private static Link link(Entry entry, NodeName proxy) {
    return switch (entry) {
      case Entry.Primary() -> new Link(Link.CLIENTS, proxy.value(), Ports.PROXY_PRIMARY);
      case Entry.Replicas() -> new Link(Link.CLIENTS, proxy.value(), Ports.PROXY_REPLICAS);
      case Entry.Beside(NodeName node) -> new Link(Link.CLIENTS, node.value(), Ports.POSTGRESQL);
    };
  }
}
