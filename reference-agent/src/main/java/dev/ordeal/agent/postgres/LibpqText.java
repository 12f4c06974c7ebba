package dev.ordeal.agent.postgres;

import java.util.SortedMap;
import java.util.stream.Collectors;

/** Connection strings and password files as libpq reads them. Pure. */
final class LibpqText {
  private LibpqText() {}

  /** {@code name=value} pairs; values that need it are quoted. */
  static String of(SortedMap<String, String> words) {
    return words.entrySet().stream()
        .map(each -> each.getKey() + "=" + quoted(each.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** One line of a password file: host, port, any database, user, password. */
  static String passwordLine(String host, int port, String user, String password) {
    return escaped(host) + ":" + port + ":*:" + escaped(user) + ":" + escaped(password) + "\n";
  }

  private static String quoted(String value) {
    return value.matches("[^\\s'\\\\]+")
        ? value
        : "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(":", "\\:");
  }
}
