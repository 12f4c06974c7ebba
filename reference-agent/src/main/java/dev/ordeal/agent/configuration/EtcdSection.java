package dev.ordeal.agent.configuration;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Section {@code etcd3} or {@code etcd}.
 *
 * @param endpoints URLs of members or proxies, as {@code http://10.0.0.1:2379}; empty where they
 *     come from {@code discovery}
 * @param discovery a domain whose SRV records name the members
 * @param discoverySuffix of the SRV service's name
 * @param useProxies whether the endpoints are taken as they are, without asking for the members
 * @param authentication of the store's own users
 */
public record EtcdSection(
    List<URI> endpoints,
    Optional<String> discovery,
    Optional<String> discoverySuffix,
    boolean useProxies,
    boolean https,
    Optional<Credentials> authentication,
    TlsFiles tls) {
  static final int PORT = 2379;

  /** The keys of which one says where the store is, in the order in which they are looked at. */
  static final List<String> WHERE = List.of("proxy", "url", "hosts", "host", "srv");

  public EtcdSection {
    endpoints = List.copyOf(endpoints);
  }

  /** Empty, with a problem noted, where it does not say where the store is. */
  static Optional<EtcdSection> of(Section section) {
    Optional<String> where = WHERE.stream().filter(section::has).findFirst();
    if (where.isEmpty()) {
      section.missing("hosts", "one of host, hosts, url, proxy, srv");
      return Optional.empty();
    }
    String protocol = section.word("protocol", "http", List.of("http", "https"));
    List<URI> endpoints = endpoints(section, where.get(), protocol);
    if (endpoints.isEmpty() && !where.get().equals("srv")) {
      return Optional.empty();
    }
    boolean https =
        where.get().equals("srv")
            ? protocol.equals("https")
            : endpoints.getFirst().getScheme().equals("https");
    return Optional.of(
        new EtcdSection(
            endpoints,
            where.get().equals("srv") ? section.text("srv") : Optional.empty(),
            section.text("srv_suffix"),
            where.get().equals("proxy") || section.truth("use_proxies", false),
            https,
            Credentials.of(section),
            new TlsFiles(
                section.path("cert"),
                section.path("key"),
                Optional.empty(),
                section.path("cacert"))));
  }

  private static List<URI> endpoints(Section section, String where, String protocol) {
    List<URI> endpoints = new ArrayList<>();
    if (where.equals("srv")) {
      return endpoints;
    }
    List<String> written = where.equals("hosts") ? section.texts(where) : one(section, where);
    int port = (int) section.whole("port", PORT, 1, 65535);
    for (String each : written) {
      Optional<URI> endpoint = endpoint(each, protocol, port);
      if (endpoint.isEmpty()) {
        section.wrong(where, "expected host:port or http://host:port, as 10.0.0.1:2379");
      }
      endpoint.ifPresent(endpoints::add);
    }
    return endpoints;
  }

  private static List<String> one(Section section, String key) {
    return section.text(key).stream().toList();
  }

  private static Optional<URI> endpoint(String text, String protocol, int port) {
    String scheme = protocol;
    String rest = text.strip();
    int mark = rest.indexOf("://");
    if (mark >= 0) {
      scheme = rest.substring(0, mark);
      rest = rest.substring(mark + 3).replaceAll("/+$", "");
    }
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.empty();
    }
    String prefix = scheme + "://";
    try {
      return HostAndPort.parse(rest, port).map(address -> URI.create(prefix + address));
    } catch (IllegalArgumentException impossible) {
      return Optional.empty();
    }
  }
}
