package dev.ordeal.simulation.delays;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
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
    SortedMap<String, Delay> byName = new TreeMap<>();
    delays.propertyNames().forEach(name -> byName.put(name, delay(delays, name)));
    return of(root.path("measured").asString(""), root.path("machine").asString(""), byName);
  }

  /**
   * Those of {@code byName}, as {@link #byName} gives them.
   *
   * @throws IllegalArgumentException where one is missing
   */
  public static Delays of(String measured, String machine, Map<String, Delay> byName) {
    return new Delays(
        measured,
        machine,
        need(byName, "hop"),
        need(byName, "local"),
        need(byName, "fsync"),
        need(byName, "query"),
        need(byName, "backend-start"),
        need(byName, "server-start"),
        need(byName, "crash-recovery"),
        need(byName, "promotion"),
        need(byName, "checkpoint"),
        need(byName, "reload"),
        need(byName, "stop-fast"),
        need(byName, "stop-immediate"),
        need(byName, "initdb"),
        need(byName, "base-backup"),
        need(byName, "rewind"),
        need(byName, "tool"),
        need(byName, "agent-start"),
        need(byName, "rest-answer"),
        need(byName, "store-start"),
        need(byName, "proxy-start"));
  }

  private static Delay need(Map<String, Delay> byName, String name) {
    return Optional.ofNullable(byName.get(name))
        .orElseThrow(() -> new IllegalArgumentException("there is no delay " + name));
  }

  /** All of them by the names that the file has. */
  public SequencedMap<String, Delay> byName() {
    SequencedMap<String, Delay> byName = new LinkedHashMap<>();
    byName.put("hop", hop);
    byName.put("local", local);
    byName.put("fsync", fsync);
    byName.put("query", query);
    byName.put("backend-start", backendStart);
    byName.put("server-start", serverStart);
    byName.put("crash-recovery", crashRecovery);
    byName.put("promotion", promotion);
    byName.put("checkpoint", checkpoint);
    byName.put("reload", reload);
    byName.put("stop-fast", stopFast);
    byName.put("stop-immediate", stopImmediate);
    byName.put("initdb", initdb);
    byName.put("base-backup", baseBackup);
    byName.put("rewind", rewind);
    byName.put("tool", tool);
    byName.put("agent-start", agentStart);
    byName.put("rest-answer", restAnswer);
    byName.put("store-start", storeStart);
    byName.put("proxy-start", proxyStart);
    return byName;
  }

  /** The text of a {@code delays.json}. */
  public String json() {
    SequencedMap<String, Object> quantiles = new LinkedHashMap<>();
    byName().forEach((name, delay) -> quantiles.put(name, delay.microseconds()));
    SequencedMap<String, Object> file = new LinkedHashMap<>();
    file.put("measured", measured);
    file.put("machine", machine);
    file.put("microseconds", quantiles);
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
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
