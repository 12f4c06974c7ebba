package dev.ordeal.agent.postgres;

import java.util.List;

/** The roles that an agent creates in a new cluster. Pure. */
final class Roles {
  private Roles() {}

  static String create(ServerSettings.User user, boolean replication) {
    return "CREATE ROLE "
        + name(user)
        + " LOGIN"
        + (replication ? " REPLICATION" : "")
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
    return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
