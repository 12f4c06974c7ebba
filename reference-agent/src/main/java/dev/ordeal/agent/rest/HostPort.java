package dev.ordeal.agent.rest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a URL such as {@code postgres://10.0.0.2:5432/postgres} points to. Names that are none by
 * the letter of the standard, with an underscore for instance, are accepted.
 */
record HostPort(String host, Optional<Integer> port) {
  private static final Pattern URL =
      Pattern.compile("[a-z]+://(?:[^@/]*@)?(\\[[^\\]]+]|[^:/?,]+)(?::([0-9]{1,5}))?(?:[/?,].*)?");

  static Optional<HostPort> of(String url) {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = matcher.group(1).replaceAll("[\\[\\]]", "");
    return Optional.of(
        new HostPort(host, Optional.ofNullable(matcher.group(2)).map(Integer::valueOf)));
  }
}
