package dev.ordeal.agent.postgres;

import java.util.List;

/** The roles that an agent creates in a new cluster. Pure. */
final class Roles {
  private Roles() {}

  static String create(ServerSettings.User user, String attributes) {
    return "CREATE ROLE " + as(user, attributes);
  }

  /** A restored cluster may have the role already, with a password of its own time. */
  static String alter(ServerSettings.User user, String attributes) {
    return "ALTER ROLE " + as(user, attributes);
  }

  private static String as(ServerSettings.User user, String attributes) {
    return name(user)
        + " LOGIN "
        + attributes
        + user.password().map(password -> " PASSWORD " + literal(password)).orElse("");
  }

  /** What pg_rewind reads on its source (PostgreSQL's documentation of pg_rewind, "Notes"). */
  static List<String> rewindGrants(ServerSettings.User user) {
    return List.of(
            "pg_ls_dir(text, boolean, boolean)",
            "pg_stat_file(text, boolean)",
            "pg_read_binary_file(text)",
            "pg_read_binary_file(text, bigint, bigint, boolean)")
        .stream()
        .map(function -> "GRANT EXECUTE ON FUNCTION pg_catalog." + function + " TO " + name(user))
        .toList();
  }

  private static String name(ServerSettings.User user) {
    return '"' + user.name().replace("\"", "\"\"") + '"';
  }

  private static String literal(String text) {
    return "E'" + text.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n") + "'";
  }
}
