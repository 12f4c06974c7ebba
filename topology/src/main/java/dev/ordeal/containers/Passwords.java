package dev.ordeal.containers;

import dev.ordeal.containers.engine.Part;
import dev.ordeal.containers.sessions.Connecting.Login;
import dev.ordeal.environment.EnvironmentFailed;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The passwords that were drawn when the images were made; they stand in the image alone. */
final class Passwords {
  private static final String FILE = "/etc/ordeal/passwords";

  private final Map<String, String> byName;

  private Passwords(Map<String, String> byName) {
    this.byName = byName;
  }

  /** Reads them out of a node's container, running or not. */
  static Passwords readFrom(Part node) {
    String text =
        node.container()
            .copyFileFromContainer(
                FILE, stream -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    return parse(text);
  }

  static Passwords parse(String text) {
    Map<String, String> byName = new LinkedHashMap<>();
    text.lines()
        .filter(line -> line.indexOf('=') > 0)
        .forEach(line ->
            byName.put(
                line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    return new Passwords(byName);
  }

  /** Whoever loads and probes the database. */
  Login workload() {
    return new Login("ordeal", "ordeal", of("ORDEAL"));
  }

  Login superuser() {
    return new Login("ordeal", "postgres", of("POSTGRES"));
  }

  /** Of the user {@code ordeal} at the agents' REST API. */
  String restApi() {
    return of("RESTAPI");
  }

  private String of(String name) {
    String password = byName.get(name);
    if (password == null) {
      throw new EnvironmentFailed("no password '" + name + "' in the image; run docker/setup");
    }
    return password;
  }
}
