package dev.ordeal.agent.configuration;

import java.util.Optional;

/** A name and a password, for Basic authentication. Its text form hides the password. */
public record Credentials(String username, String password) {

  /** Both or neither: a name without a password is none. */
  static Optional<Credentials> of(Section section) {
    Optional<String> username = section.text("username");
    Optional<String> password = section.text("password");
    if (username.isPresent() != password.isPresent()) {
      section.missing(
          username.isPresent() ? "password" : "username", "a user name and a password together");
    }
    return username.flatMap(name -> password.map(word -> new Credentials(name, word)));
  }

  @Override
  public String toString() {
    return "Credentials[" + username + "]";
  }
}
