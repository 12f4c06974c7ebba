package dev.ordeal.agent.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** HTTP's Basic authentication. */
final class BasicAuthentication {
  private static final String SCHEME = "Basic ";

  private BasicAuthentication() {}

  /** Why a request with this header {@code Authorization} is turned down; empty when it is not. */
  static Optional<String> refusal(
      Optional<RestSettings.Credentials> wanted, Optional<String> header) {
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    if (header.isEmpty()) {
      return Optional.of("no auth header received");
    }
    return header
            .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            .map(value -> value.substring(SCHEME.length()).strip())
            .filter(key -> sameKey(wanted.get(), key))
            .isPresent()
        ? Optional.empty()
        : Optional.of("not authenticated");
  }

  /** Compares in a time that does not tell how much of it was right. */
  private static boolean sameKey(RestSettings.Credentials wanted, String key) {
    byte[] expected =
        Base64.getEncoder()
            .encode((wanted.username() + ":" + wanted.password()).getBytes(StandardCharsets.UTF_8));
    return MessageDigest.isEqual(expected, key.getBytes(StandardCharsets.UTF_8));
  }
}
