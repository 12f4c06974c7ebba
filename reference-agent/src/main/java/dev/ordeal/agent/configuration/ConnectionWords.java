package dev.ordeal.agent.configuration;

import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Connection strings and password files, as libpq reads them. Pure. */
public final class ConnectionWords {
  /** Of several hosts, or of one that may be a standby, which is meant. */
  public static final String WHICH_SERVER = "target_session_attrs";

  private ConnectionWords() {}

  /** {@code name=value} pairs in their order; a value that needs quotes gets them. */
  public static String text(SequencedMap<String, String> words) {
    return words.entrySet().stream()
        .map(word -> word.getKey() + "=" + quoted(word.getValue()))
        .collect(Collectors.joining(" "));
  }

  /** One line of a password file, for any database of a server. */
  public static String passwordLine(HostAndPort server, String user, String password) {
    return escaped(server.host())
        + ":"
        + server.port()
        + ":*:"
        + escaped(user)
        + ":"
        + escaped(password);
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
