package dev.ordeal.simulation.delays;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long things take on one class of machine; kept as data, {@code delays.json}, with its date,
 * so that it can be measured anew.
 *
 * @param measured the day, ISO 8601
 * @param machine what they were measured on
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
public record Delays(
    String measured,
    String machine,
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
  private static final Delays SHIPPED = read();

  /** Those that come with Ordeal. */
  public static Delays shipped() {
    return SHIPPED;
  }

  private static Delays read() {
    try (InputStream data = Delays.class.getResourceAsStream("delays.json")) {
      if (data == null) {
        throw new IllegalStateException("delays.json is not on the class path");
      }
      return parse(new String(data.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the text of a {@code delays.json}.
   *
   * @throws IllegalArgumentException where a delay is missing or is no distribution
   */
  public static Delays parse(String json) {
    JsonNode root = JsonMapper.shared().readTree(json);
    JsonNode delays = root.path("microseconds");
    return new Delays(
        root.path("measured").asString(""),
        root.path("machine").asString(""),
        delay(delays, "hop"),
        delay(delays, "local"),
        delay(delays, "fsync"),
        delay(delays, "query"),
        delay(delays, "backend-start"),
        delay(delays, "server-start"),
        delay(delays, "crash-recovery"),
        delay(delays, "promotion"),
        delay(delays, "checkpoint"),
        delay(delays, "reload"),
        delay(delays, "stop-fast"),
        delay(delays, "stop-immediate"),
        delay(delays, "initdb"),
        delay(delays, "base-backup"),
        delay(delays, "rewind"),
        delay(delays, "tool"),
        delay(delays, "agent-start"),
        delay(delays, "rest-answer"),
        delay(delays, "store-start"),
        delay(delays, "proxy-start"));
  }

  private static Delay delay(JsonNode delays, String name) {
    JsonNode quantiles = delays.get(name);
    if (quantiles == null || !quantiles.isArray()) {
      throw new IllegalArgumentException("delays.json names no quantiles for " + name);
    }
    List<Long> microseconds = new ArrayList<>();
    quantiles.forEach(each -> microseconds.add(each.asLong()));
    return new Delay(microseconds);
  }
}
