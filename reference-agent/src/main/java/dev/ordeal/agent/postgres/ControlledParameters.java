package dev.ordeal.agent.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Parameters that only the dynamic configuration sets (contract, section 1.6). Pure. */
final class ControlledParameters {
  private static final Map<String, String> DEFAULTS = defaults();

  /** Every name that a local value has no say in. */
  static final Set<String> NAMES = names();

  private ControlledParameters() {}

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("wal_level", "replica");
    defaults.put("hot_standby", "on");
    defaults.put("max_connections", "100");
    defaults.put("max_wal_senders", "10");
    defaults.put("max_replication_slots", "10");
    defaults.put("max_worker_processes", "8");
    defaults.put("max_prepared_transactions", "0");
    defaults.put("max_locks_per_transaction", "64");
    defaults.put("track_commit_timestamp", "off");
    defaults.put("wal_log_hints", "on");
    return defaults;
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(DEFAULTS.keySet());
    names.addAll(
        Set.of("wal_keep_size", "wal_keep_segments", "listen_addresses", "port", "cluster_name"));
    return names;
  }

  /** What goes on the command line. */
  static SortedMap<String, String> values(SortedMap<String, String> dynamic) {
    SortedMap<String, String> values = new TreeMap<>(DEFAULTS);
    DEFAULTS
        .keySet()
        .forEach(
            name -> {
              String given = dynamic.get(name);
              if (given != null && !name.equals("hot_standby")) {
                values.put(name, given.equals("hot_standby") ? "replica" : given);
              }
            });
    return values;
  }

  /** What goes into the file. */
  static SortedMap<String, String> inFile(SortedMap<String, String> dynamic) {
    SortedMap<String, String> values = new TreeMap<>();
    String segments = dynamic.get("wal_keep_segments");
    String converted =
        segments != null && segments.matches("[0-9]{1,6}")
            ? Integer.parseInt(segments) * 16 + "MB"
            : "128MB";
    values.put("wal_keep_size", dynamic.getOrDefault("wal_keep_size", converted));
    return values;
  }
}
