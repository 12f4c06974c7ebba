package dev.ordeal.agent.postgres;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * Where the agent reaches its own server: by TCP, or by a socket where {@code use_unix_socket} says
 * so (contract, section 1.6).
 */
final class LocalAddress {
  private final ServerSettings settings;
  private final Supplier<Path> socketDirectory;

  /**
   * @param socketDirectory asked anew for every connection: a restart may move it
   */
  LocalAddress(ServerSettings settings, Supplier<Path> socketDirectory) {
    this.settings = settings;
    this.socketDirectory = socketDirectory;
  }

  /** As libpq takes it: a host, or the folder of the socket. */
  String host() {
    return settings.useUnixSocket() ? socketDirectory.get().toString() : settings.localHost();
  }

  /** As the JDBC driver takes it; the host means nothing where there is a socket. */
  String url() {
    return "jdbc:postgresql://"
        + (settings.useUnixSocket() ? "localhost" : settings.localHost())
        + ":"
        + settings.port()
        + "/"
        + settings.database();
  }

  /** User, password, and what the way to the server asks for. No socket speaks TLS. */
  Properties properties(ServerSettings.User user) {
    Optional<Path> socket =
        settings.useUnixSocket()
            ? Optional.of(socketDirectory.get().resolve(".s.PGSQL." + settings.port()))
            : Optional.empty();
    Properties properties = Connections.properties(user);
    socket.ifPresent(file -> {
      Connections.TLS.forEach(properties::remove);
      properties.setProperty("sslmode", "disable");
      properties.setProperty("gssEncMode", "disable");
      properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
      properties.setProperty("socketFactoryArg", file.toString());
    });
    return properties;
  }
}
