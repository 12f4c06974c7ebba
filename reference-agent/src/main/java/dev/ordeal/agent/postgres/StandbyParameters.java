package dev.ordeal.agent.postgres;

import dev.ordeal.agent.configuration.ServerParameters;
import dev.ordeal.agent.json.Coercion;
import dev.ordeal.agent.json.Json;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Why the replay of a standby stands still by itself: a parameter that its primary has raised is
 * smaller here, and only a restart with the larger value helps (PostgreSQL documentation, 26.4.3,
 * Hot Standby, Administrator's Overview).
 */
final class StandbyParameters {
  private static final String SQL =
      "SELECT json_object_agg(name, setting) FROM pg_settings WHERE name LIKE 'max\\_%'";

  private StandbyParameters() {}

  /**
   * The parameters that are smaller in the running server than the log that it replays asks for.
   */
  static SortedSet<String> tooSmall(LocalSession session, ControlData control) throws SQLException {
    return tooSmall(session.text(SQL), control.lines());
  }

  /**
   * @param settings name → value, as one JSON object
   * @param controlData what pg_controldata prints, by the words before the colon; a replica takes
   *     over what its log tells of the primary before it looks at itself
   */
  static SortedSet<String> tooSmall(String settings, Map<String, String> controlData) {
    var values = new LinkedHashMap<String, String>();
    Coercion.map(Json.value(settings))
        .forEach((name, value) -> values.put(name, Coercion.text(value)));
    var running = new ServerParameters.CommandLine(values, new TreeSet<>());
    return ServerParameters.ofReplica(running, controlData).raised();
  }
}
