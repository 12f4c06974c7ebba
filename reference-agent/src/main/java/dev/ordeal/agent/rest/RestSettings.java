package dev.ordeal.agent.rest;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The section {@code restapi} of the file (contract, section 1.2).
 *
 * @param listenHost an address or host name; empty or {@code *} for all addresses
 * @param listenPort 0 takes a free one
 * @param connectAddress {@code host:port} under which others reach this agent
 * @param credentials asked for by the methods that change something
 * @param allowlist host names, addresses and networks such as {@code 10.0.0.0/8} from which those
 *     methods may be called; empty for all
 * @param allowlistIncludeMembers whether the hosts of the members' {@code api_url} belong to it
 * @param tls present makes the listener speak TLS
 * @param extraHeaders of every response ({@code http_extra_headers})
 * @param secureExtraHeaders of every response over TLS ({@code https_extra_headers})
 */
public record RestSettings(
    String listenHost,
    int listenPort,
    String connectAddress,
    Optional<Credentials> credentials,
    List<String> allowlist,
    boolean allowlistIncludeMembers,
    Optional<Tls> tls,
    Map<String, String> extraHeaders,
    Map<String, String> secureExtraHeaders,
    ServerTokens serverTokens) {

  /** A user name and its password, for HTTP's Basic authentication. */
  public record Credentials(String username, String password) {
    @Override
    public String toString() {
      return "Credentials[username=" + username + "]";
    }
  }

  /**
   * PEM files of the listener.
   *
   * @param certificateFile the chain, the server's own certificate first; may hold the key as well
   * @param keyFile the private key, where it is not in {@code certificateFile}
   * @param authorityFile whose client certificates are believed; without it nobody's
   */
  public record Tls(
      Path certificateFile,
      Optional<Path> keyFile,
      Optional<String> keyPassword,
      Optional<Path> authorityFile,
      VerifyClient verifyClient) {
    @Override
    public String toString() {
      return "Tls[certificateFile=" + certificateFile + ", verifyClient=" + verifyClient + "]";
    }
  }

  /** Whether clients have to show a certificate. */
  public enum VerifyClient {
    /** Nobody is asked for one. */
    NONE,
    /** The methods that change something need one. */
    OPTIONAL,
    /** There is no connection without one. */
    REQUIRED
  }

  /** What the header {@code Server} tells. */
  public enum ServerTokens {
    ORIGINAL,
    MINIMAL,
    PRODUCT_ONLY
  }

  public RestSettings {
    if (listenPort < 0 || listenPort > 65_535) {
      throw new IllegalArgumentException("a port is 0 to 65535, not " + listenPort);
    }
    allowlist = List.copyOf(allowlist);
    extraHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(extraHeaders));
    secureExtraHeaders = Collections.unmodifiableMap(new LinkedHashMap<>(secureExtraHeaders));
  }

  /** A listener without TLS that lets everybody do everything. */
  public static RestSettings open(String listenHost, int listenPort, String connectAddress) {
    return new RestSettings(
        listenHost,
        listenPort,
        connectAddress,
        Optional.empty(),
        List.of(),
        false,
        Optional.empty(),
        Map.of(),
        Map.of(),
        ServerTokens.ORIGINAL);
  }

  /** {@code api_url} of the member key. */
  public String apiUrl() {
    return (tls.isPresent() ? "https://" : "http://") + connectAddress + "/patroni";
  }

  /** The headers that every response carries, in the order of the file. */
  Map<String, String> headers(String version) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(
        "Server",
        switch (serverTokens) {
          case ORIGINAL -> "ordeal-reference-agent";
          case MINIMAL -> "Patroni/" + version;
          case PRODUCT_ONLY -> "Patroni";
        });
    headers.putAll(extraHeaders);
    if (tls.isPresent()) {
      headers.putAll(secureExtraHeaders);
    }
    return headers;
  }
}
