package dev.ordeal.agent.cycle;

import java.time.Instant;
import java.util.Map;

/** Whether a restart that somebody asked for is to be done (contract, section 4.9). Pure. */
final class RestartConditions {
  private RestartConditions() {}

  /** What becomes of a scheduled restart now. */
  enum Due {
    WAITS,
    /** The server was started anew since the restart was asked for. */
    OVERTAKEN,
    /** Its time has come, but it is not meant for this server as it is. */
    NOT_MEANT,
    NOW
  }

  /**
   * Whether all filters hold: {@code role}, {@code postgres_version}, below which the server must
   * be, and {@code restart_pending}.
   *
   * @param role the word for this node's role
   * @param pending whether any parameter waits for a restart
   */
  static boolean hold(
      Map<String, Object> filters, ServerStatus server, String role, boolean pending) {
    Object wanted = filters.get("role");
    Object below = filters.get("postgres_version");
    return (wanted == null || wanted.equals(role))
        && (below == null || server.serverVersion() < number(below.toString()))
        && (!filters.containsKey("restart_pending") || pending);
  }

  static Due due(
      NodeSnapshot.ScheduledRestart restart,
      ServerStatus server,
      String role,
      boolean pending,
      Instant now) {
    if (!server.postmasterStartTime().equals(restart.postmasterStartTime())) {
      return Due.OVERTAKEN;
    }
    if (now.isBefore(restart.schedule())) {
      return Due.WAITS;
    }
    return hold(restart.filters(), server, role, pending) ? Due.NOW : Due.NOT_MEANT;
  }

  /** {@code 17.2} as the server counts, 170002; {@code 9.6.3} as 90603. */
  private static int number(String version) {
    String[] parts = version.split("\\.", -1);
    int major = Integer.parseInt(parts[0]);
    int minor = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    int patch = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
    return major >= 10 ? major * 10_000 + minor : major * 10_000 + minor * 100 + patch;
  }
}
