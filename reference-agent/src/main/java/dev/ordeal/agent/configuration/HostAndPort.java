package dev.ordeal.agent.configuration;

import java.util.Optional;

/**
 * Where something answers.
 *
 * @param host a name or an address; an IPv6 address stands here without its brackets
 * @param port from 1 to 65535
 */
public record HostAndPort(String host, int port) {
  public HostAndPort {
    if (host.isEmpty() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a host with a port: '" + host + "', " + port);
    }
  }

  /**
   * {@code host:port}, {@code [::1]:port}, or a host alone.
   *
   * @param port where none is written
   */
  public static Optional<HostAndPort> parse(String text, int port) {
    return ListenAddress.parse(text, port)
        .filter(listen -> listen.hosts().size() == 1)
        .map(listen -> new HostAndPort(listen.hosts().getFirst(), listen.port()));
  }

  /** As it stands in a URL: {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
