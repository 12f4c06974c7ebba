package dev.ordeal.agent.configuration;

import dev.ordeal.yaml.Position;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The variables {@code PATRONI_…} as a layer of configuration (contract, section 1.3). */
final class EnvironmentLayer {
  static final String PREFIX = "PATRONI_";

  private static final List<String> LOG =
      words(
          "type level traceback_level format dateformat static_fields max_queue_size dir file_num"
              + " file_size mode loggers deduplicate_heartbeat_logs");
  private static final List<String> REST_API =
      words(
          "listen connect_address certfile keyfile keyfile_password cafile ciphers verify_client"
              + " allowlist allowlist_include_members http_extra_headers https_extra_headers"
              + " request_queue_size thread_pool_size server_tokens");
  private static final List<String> CTL =
      words("insecure cacert certfile keyfile keyfile_password");
  private static final List<String> POSTGRESQL =
      words("listen connect_address proxy_address data_dir config_dir bin_dir pgpass");
  private static final List<String> ETCD =
      words(
          "host hosts port protocol srv srv_suffix url proxy use_proxies cacert cert key username"
              + " password");

  /** Variables whose text is taken as YAML: lists, maps; everything else stays text. */
  private static final Set<String> STRUCTURED =
      Set.of(
          "PATRONI_LOG_FORMAT",
          "PATRONI_LOG_STATIC_FIELDS",
          "PATRONI_LOG_LOGGERS",
          "PATRONI_RESTAPI_ALLOWLIST",
          "PATRONI_RESTAPI_HTTP_EXTRA_HEADERS",
          "PATRONI_RESTAPI_HTTPS_EXTRA_HEADERS",
          "PATRONI_ETCD_HOSTS",
          "PATRONI_ETCD3_HOSTS");

  private final Map<String, String> environment;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private final Map<String, Document.Place> places = new LinkedHashMap<>();

  private EnvironmentLayer(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The layer that the variables make; problems name the variable as their file. */
  static Document of(Map<String, String> environment) {
    var layer = new EnvironmentLayer(environment);
    layer.readAll();
    return new Document(layer.values, layer.places);
  }

  /** The variables that the server and its tools may see: none of the agent's own. */
  static SortedMap<String, String> forServer(Map<String, String> environment) {
    SortedMap<String, String> rest = new TreeMap<>(environment);
    rest.keySet().removeIf(name -> name.startsWith(PREFIX) || name.equals("NOTIFY_SOCKET"));
    return rest;
  }

  private void readAll() {
    for (String key : List.of("scope", "name", "namespace")) {
      take(key, List.of(key));
    }
    take("loglevel", List.of("log", "level"));
    section("log", LOG);
    section("restapi", REST_API);
    credentials("restapi");
    section("ctl", CTL);
    credentials("ctl");
    section("postgresql", POSTGRESQL);
    for (String program : PostgresqlSection.PROGRAMS) {
      take("postgresql_bin_" + program, List.of("postgresql", "bin_name", program));
    }
    for (String user : List.of("superuser", "replication", "rewind")) {
      take(user + "_username", List.of("postgresql", "authentication", user, "username"));
      take(user + "_password", List.of("postgresql", "authentication", user, "password"));
      for (String option : ServerUser.OPTIONS) {
        take(user + "_" + option, List.of("postgresql", "authentication", user, option));
      }
    }
    section("etcd", ETCD);
    section("etcd3", ETCD);
  }

  private void section(String section, List<String> keys) {
    for (String key : keys) {
      take(section + "_" + key, List.of(section, key));
    }
  }

  private void credentials(String section) {
    take(section + "_username", List.of(section, "authentication", "username"));
    take(section + "_password", List.of(section, "authentication", "password"));
  }

  private void take(String name, List<String> path) {
    String variable = PREFIX + name.toUpperCase(java.util.Locale.ROOT);
    String text = environment.get(variable);
    if (text == null || text.isEmpty()) {
      return;
    }
    Position position = new Position(variable, 1, 1);
    Map<String, Object> map = values;
    String joined = "";
    for (String key : path.subList(0, path.size() - 1)) {
      joined = Document.join(joined, key);
      map = inner(map, key);
      places.putIfAbsent(joined, new Document.Place(position, position));
    }
    map.put(path.getLast(), STRUCTURED.contains(variable) ? structured(text) : text);
    places.put(Document.join(joined, path.getLast()), new Document.Place(position, position));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> inner(Map<String, Object> map, String key) {
    return (Map<String, Object>) map.computeIfAbsent(key, absent -> new LinkedHashMap<>());
  }

  /** {@code a,b} stays text, which is a list to every reader of lists. */
  private static Object structured(String text) {
    return PlainYaml.value(text)
        .filter(value -> value instanceof Map || value instanceof List)
        .orElse(text);
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.split(" "));
  }
}
