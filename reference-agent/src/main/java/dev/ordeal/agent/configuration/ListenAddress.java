package dev.ordeal.agent.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a server listens: several hosts, one port.
 *
 * @param hosts names or addresses, at least one; {@code *} is every address
 * @param port from 1 to 65535
 */
public record ListenAddress(List<String> hosts, int port) {
  private static final Set<String> EVERYWHERE = Set.of("*", "0.0.0.0", "::");
  private static final Set<String> REACHED_BY_LOCALHOST =
      Set.of("*", "localhost", "0.0.0.0", "127.0.0.1");

  public ListenAddress {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("not an address to listen at: " + hosts + ", " + port);
    }
  }

  /**
   * {@code host:port}, {@code host,host:port}, {@code [::]:port}, or hosts alone.
   *
   * @param port where none is written
   */
  public static Optional<ListenAddress> parse(String text, int port) {
    String hosts = text.strip();
    int at = hosts.lastIndexOf(':');
    boolean bareSix = hosts.chars().filter(each -> each == ':').count() > 1 && !hosts.contains("[");
    if (at >= 0 && !bareSix && !hosts.substring(at).contains("]")) {
      String digits = hosts.substring(at + 1);
      if (!digits.matches("[0-9]{1,5}")) {
        return Optional.empty();
      }
      port = Integer.parseInt(digits);
      hosts = hosts.substring(0, at);
    }
    List<String> each = new ArrayList<>();
    for (String host : hosts.split(",", -1)) {
      String bare = host.strip().replaceAll("^\\[(.*)]$", "$1");
      if (!bare.matches("[\\p{L}\\p{N}._:%*-]+")) {
        return Optional.empty();
      }
      each.add(bare);
    }
    return port < 1 || port > 65535 ? Optional.empty() : Optional.of(new ListenAddress(each, port));
  }

  /** The host under which a process on this node reaches the server by TCP. */
  public String localHost() {
    return hosts.stream().anyMatch(REACHED_BY_LOCALHOST::contains) ? "localhost" : hosts.getFirst();
  }

  /** Whether it listens at every address. */
  public boolean isEverywhere() {
    return hosts.stream().anyMatch(EVERYWHERE::contains);
  }
}
