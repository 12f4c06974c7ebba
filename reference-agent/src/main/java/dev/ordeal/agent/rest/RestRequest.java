package dev.ordeal.agent.rest;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, without the connection it came by.
 *
 * @param method {@code GET} and so on
 * @param path as sent, percent signs not decoded
 * @param query the first value of each parameter, decoded; parameters without value are left out
 * @param body absent when the client announced none (no {@code Content-Length})
 * @param authorization the header of that name
 * @param caller where it came from
 * @param clientCertificate whether the caller showed a certificate that is believed
 * @param patience how long a health check waits for the node to be fit before it is told that it is
 *     not; zero for not at all
 */
public record RestRequest(
    String method,
    String path,
    Map<String, String> query,
    Optional<String> body,
    Optional<String> authorization,
    InetAddress caller,
    boolean clientCertificate,
    Duration patience) {

  public RestRequest {
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
  }

  /** A request of nobody in particular, from this machine: for the simulation and for tests. */
  public static RestRequest local(String method, String target, Optional<String> body) {
    int mark = target.indexOf('?');
    return new RestRequest(
        method,
        mark < 0 ? target : target.substring(0, mark),
        parseQuery(mark < 0 ? null : target.substring(mark + 1)),
        body,
        Optional.empty(),
        InetAddress.getLoopbackAddress(),
        false,
        Duration.ZERO);
  }

  /** The same, ready to wait. */
  public RestRequest patient(Duration patience) {
    return new RestRequest(
        method, path, query, body, authorization, caller, clientCertificate, patience);
  }

  /** The first part of the path, which names what is asked for: {@code config}. */
  public String resource() {
    int begin = 0;
    while (begin < path.length() && path.charAt(begin) == '/') {
      begin++;
    }
    int slash = path.indexOf('/', begin);
    return slash < 0 ? path.substring(begin) : path.substring(begin, slash);
  }

  /** Reads the part of an address behind the question mark. */
  public static Map<String, String> parseQuery(@Nullable String raw) {
    Map<String, String> query = new LinkedHashMap<>();
    if (raw == null) {
      return query;
    }
    for (String part : raw.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0 && equals < part.length() - 1) {
        query.putIfAbsent(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
      }
    }
    return query;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
