package dev.ordeal.simulation.delays;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies.KebabCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long things take on one class of machine. In files each has the name of its component, with
 * hyphens.
 *
 * @param hop one way over a link, in containers through Toxiproxy
 * @param local one way between processes of one node
 * @param fsync of a small write
 * @param query one simple statement, without waits
 * @param backendStart from connect to a session that is logged in
 * @param serverStart until a cleanly stopped server takes connections
 * @param crashRecovery until one that was not stopped cleanly does
 * @param promotion until a promoted server takes writes
 * @param checkpoint writing one
 * @param reload until new settings hold in every process
 * @param stopFast ending all sessions and processes in order
 * @param stopImmediate the same without order
 * @param initdb making a cluster
 * @param baseBackup copying one
 * @param rewind running pg_rewind
 * @param tool running a small tool, pg_controldata for instance
 * @param agentStart until an agent runs
 * @param restAnswer an agent making an answer
 * @param storeStart until a member of etcd runs
 * @param proxyStart until HAProxy runs
 */
@JsonNaming(KebabCaseStrategy.class)
public record Delays(
    Delay hop,
    Delay local,
    Delay fsync,
    Delay query,
    Delay backendStart,
    Delay serverStart,
    Delay crashRecovery,
    Delay promotion,
    Delay checkpoint,
    Delay reload,
    Delay stopFast,
    Delay stopImmediate,
    Delay initdb,
    Delay baseBackup,
    Delay rewind,
    Delay tool,
    Delay agentStart,
    Delay restAnswer,
    Delay storeStart,
    Delay proxyStart) {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** Those that come with Ordeal. */
  public static Delays shipped() {
    return DelaysFile.shipped().microseconds();
  }

  /**
   * Those of {@code byName}, as {@link #byName} gives them.
   *
   * @throws IllegalArgumentException where one is missing
   */
  public static Delays of(Map<String, Delay> byName) {
    try {
      return JSON.convertValue(byName, Delays.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("no delays: " + e.getOriginalMessage(), e);
    }
  }

  /** All of them by the names that a file has. */
  public SequencedMap<String, Delay> byName() {
    return JSON.convertValue(this, new TypeReference<LinkedHashMap<String, Delay>>() {});
  }
}
