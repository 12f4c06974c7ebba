package dev.ordeal.environment;

import java.util.List;

/**
 * How a person on this machine reaches a running environment.
 *
 * @param name by which the engine knows its parts: {@code NAME-node1}
 */
public record Access(String name, List<Endpoint> endpoints, List<Login> logins) {
  public Access {
    endpoints = List.copyOf(endpoints);
    logins = List.copyOf(logins);
  }

  /**
   * Where something listens.
   *
   * @param part a member, or {@link Link#CLIENTS} for the way that clients take
   * @param address {@code host:port}, or a URL
   */
  public record Endpoint(String part, String service, String address) {}

  /**
   * Who may log in.
   *
   * @param password the name under which the password is kept; never the password
   */
  public record Login(String user, String where, String password) {}
}
