package dev.ordeal.containers.sessions;

import dev.ordeal.evidence.ClientOutcome;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an error of a single-statement transaction means: did it surely not happen, or may it have
 * happened? The one table of Ordeal, after Jepsen's distinction; where it is silent, an error is
 * indefinite. The longest matching beginning of the SQLSTATE decides.
 */
public final class ClientErrors {
  /** The limit of the client ran out while it waited for an answer. */
  public static final String TIMEOUT = "timeout";

  /** The commit stands on the primary, but the wait for its standbys was broken off. */
  public static final String UNREPLICATED = "unreplicated";

  private static final Map<String, ClientOutcome> TABLE = new LinkedHashMap<>();

  static {
    // Refused by the server before or while it ran; the transaction was rolled back.
    definite("0A", "21", "22", "23", "25", "26", "28", "34", "3D", "3F", "42", "44", "53", "54");
    definite("40", "55", "57014");
    // Whether the transaction of a lost answer was completed is not known.
    indefinite("40003");
    // The connection broke, or the server went away: the commit may have come before.
    indefinite("08", "57P01", "57P02", "57P03", "57P04", "57P05");
    // The server itself is in trouble, perhaps in the middle of a commit.
    indefinite("58", "F0", "XX");
  }

  private ClientErrors() {}

  private static void definite(String... states) {
    for (String state : states) {
      TABLE.put(state, ClientOutcome.DEFINITE);
    }
  }

  private static void indefinite(String... states) {
    for (String state : states) {
      TABLE.put(state, ClientOutcome.INDEFINITE);
    }
  }

  /** The outcome of a statement that was sent and answered by {@code sqlState}. */
  public static ClientOutcome ofStatement(@Nullable String sqlState) {
    if (sqlState != null) {
      for (int length = sqlState.length(); length >= 2; length--) {
        ClientOutcome outcome = TABLE.get(sqlState.substring(0, length));
        if (outcome != null) {
          return outcome;
        }
      }
    }
    return ClientOutcome.INDEFINITE;
  }

  /** A connection that did not come about has carried no statement. */
  public static ClientOutcome ofOpening() {
    return ClientOutcome.DEFINITE;
  }

  /** The SQLSTATE of {@code error}, or a word where it has none. */
  public static String name(SQLException error) {
    String state = error.getSQLState();
    return state == null ? error.getClass().getSimpleName() : state;
  }

  /**
   * Whether a warning that came with a success says that the wait for synchronous standbys was
   * broken off: the row stays, and a failover may lose it. PostgreSQL has no SQLSTATE of its own
   * for it (01000), so its English words decide; the images have no other language.
   */
  public static boolean saysUnreplicated(@Nullable SQLWarning warning) {
    for (SQLWarning each = warning; each != null; each = each.getNextWarning()) {
      String words = each.getMessage();
      if (words != null && words.contains("wait for synchronous replication")) {
        return true;
      }
    }
    return false;
  }
}
