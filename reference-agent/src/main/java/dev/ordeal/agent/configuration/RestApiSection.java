package dev.ordeal.agent.configuration;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Section {@code restapi}.
 *
 * @param listen where it listens, port 8008 unless said otherwise
 * @param connectAddress where others reach it
 * @param authentication what unsafe requests must present
 * @param tls with a certificate it speaks https
 * @param ciphers in OpenSSL's words
 * @param allowList who may send unsafe requests: hosts, addresses, networks; empty means everybody
 *     unless {@code allowListIncludesMembers}
 * @param extraHeaders of every answer
 * @param extraHttpsHeaders of every answer over https, beside the others
 */
public record RestApiSection(
    ListenAddress listen,
    HostAndPort connectAddress,
    Optional<Credentials> authentication,
    TlsFiles tls,
    Optional<String> ciphers,
    VerifyClient verifyClient,
    List<String> allowList,
    boolean allowListIncludesMembers,
    SortedMap<String, String> extraHeaders,
    SortedMap<String, String> extraHttpsHeaders,
    int requestQueueSize,
    ServerTokens serverTokens) {
  static final int PORT = 8008;

  /** Whether clients must present a certificate: for nothing, for unsafe requests, for all. */
  public enum VerifyClient {
    NONE,
    OPTIONAL,
    REQUIRED
  }

  /** What the header {@code Server} says. */
  public enum ServerTokens {
    ORIGINAL,
    MINIMAL,
    PRODUCT_ONLY
  }

  public RestApiSection {
    allowList = List.copyOf(allowList);
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return tls.certificate().isPresent() ? "https" : "http";
  }

  /** The member's {@code api_url}. */
  public String url() {
    return scheme() + "://" + connectAddress + "/patroni";
  }

  /** Empty, with a problem noted, where it cannot be said where to listen. */
  static Optional<RestApiSection> of(Section section) {
    Optional<ListenAddress> listen = section.listenAddress("listen", PORT);
    if (!section.has("listen")) {
      section.missing("listen", "host:port of the REST API");
    }
    Optional<HostAndPort> connect = section.address("connect_address", PORT);
    return listen.map(address ->
        new RestApiSection(
            address,
            connect.orElse(new HostAndPort(address.hosts().getFirst(), address.port())),
            Credentials.of(section.section("authentication")),
            new TlsFiles(
                section.path("certfile"),
                section.path("keyfile"),
                section.text("keyfile_password"),
                section.path("cafile")),
            section.text("ciphers"),
            verifyClient(section),
            section.texts("allowlist"),
            section.truth("allowlist_include_members", false),
            section.textsByName("http_extra_headers"),
            section.textsByName("https_extra_headers"),
            (int) section.whole("request_queue_size", 5, 1, 1_000_000),
            serverTokens(section)));
  }

  private static VerifyClient verifyClient(Section section) {
    return switch (section.word("verify_client", "none", List.of("none", "optional", "required"))) {
      case "optional" -> VerifyClient.OPTIONAL;
      case "required" -> VerifyClient.REQUIRED;
      default -> VerifyClient.NONE;
    };
  }

  private static ServerTokens serverTokens(Section section) {
    return switch (section.word(
        "server_tokens", "Original", List.of("Original", "Minimal", "ProductOnly"))) {
      case "Minimal" -> ServerTokens.MINIMAL;
      case "ProductOnly" -> ServerTokens.PRODUCT_ONLY;
      default -> ServerTokens.ORIGINAL;
    };
  }
}
