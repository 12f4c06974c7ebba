package dev.ordeal.agent.postgres;

import java.util.Properties;
import java.util.Set;

/** What the agent's connections have in common. */
final class Connections {
  /** Names that libpq and the JDBC driver share. */
  private static final Set<String> SHARED =
      Set.of("sslmode", "sslcert", "sslkey", "sslrootcert", "sslpassword", "channel_binding");

  /** What concerns the encryption of a connection, by the driver's names. */
  static final Set<String> TLS =
      Set.of("sslmode", "sslcert", "sslkey", "sslrootcert", "sslpassword", "channelBinding");

  private Connections() {}

  /** User, password and the user's TLS. */
  static Properties properties(ServerSettings.User user) {
    var properties = new Properties();
    properties.setProperty("user", user.name());
    user.password().ifPresent(password -> properties.setProperty("password", password));
    user.connection()
        .forEach((name, value) -> {
          if (SHARED.contains(name)) {
            properties.setProperty(name.equals("channel_binding") ? "channelBinding" : name, value);
          }
        });
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }
}
