package dev.ordeal.agent.configuration;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A user of PostgreSQL by whom the agent connects: one of {@code postgresql.authentication}. Its
 * text form hides the passwords.
 *
 * @param username absent means what libpq would take: the name of the operating system's user
 * @param password absent where the server lets the user in without one, or by certificate
 * @param options of the connection, libpq's names: {@code sslmode}, {@code sslcert} and the like
 */
public record ServerUser(
    Optional<String> username, Optional<String> password, SortedMap<String, String> options) {
  static final List<String> OPTIONS =
      List.of(
          "sslmode",
          "sslkey",
          "sslpassword",
          "sslcert",
          "sslrootcert",
          "sslcrl",
          "sslcrldir",
          "gssencmode",
          "channel_binding",
          "sslnegotiation");

  public ServerUser {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  static ServerUser of(Section section) {
    SortedMap<String, String> options = new TreeMap<>();
    for (String option : OPTIONS) {
      section.text(option).ifPresent(value -> options.put(option, value));
    }
    return new ServerUser(section.text("username"), section.text("password"), options);
  }

  @Override
  public String toString() {
    return "ServerUser[" + username.orElse("") + ", " + options.keySet() + "]";
  }
}
