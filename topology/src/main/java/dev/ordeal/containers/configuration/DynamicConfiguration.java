package dev.ordeal.containers.configuration;

import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.Replication;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The cluster-wide configuration of Patroni: the key {@code config} in the store. Written there by
 * Ordeal before the first leader reads it, because nodes that start from a template data directory
 * never run the bootstrap that would seed it.
 */
public final class DynamicConfiguration {
  private DynamicConfiguration() {}

  /** As nested maps of scalars, ready for JSON or YAML. */
  public static Map<String, Object> of(EnvironmentPlan plan) {
    Map<String, Object> configuration = new LinkedHashMap<>();
    AgentPlan agent = plan.agent();
    configuration.put("ttl", seconds(agent.timeToLive()));
    configuration.put("loop_wait", seconds(agent.loopWait()));
    configuration.put("retry_timeout", seconds(agent.retryTimeout()));
    putReplication(configuration, plan.replication());
    agent.configuration().forEach((key, value) -> configuration.put(key, scalar(value)));
    Map<String, Object> postgresql = new LinkedHashMap<>();
    postgresql.put("use_pg_rewind", true);
    postgresql.put("use_slots", true);
    postgresql.put("parameters", parameters(plan));
    configuration.put("postgresql", postgresql);
    return configuration;
  }

  /** Whole seconds where it can be said so: Patroni knows no others. */
  private static Number seconds(Duration time) {
    if (time.toMillis() % 1000 == 0) {
      return time.toSeconds();
    }
    return time.toMillis() / 1000.0;
  }

  private static void putReplication(Map<String, Object> configuration, Replication replication) {
    configuration.put("maximum_lag_on_failover", replication.maximumLagOnFailoverBytes());
    switch (replication.mode()) {
      case ASYNCHRONOUS -> configuration.put("synchronous_mode", false);
      case SYNCHRONOUS -> configuration.put("synchronous_mode", true);
      case STRICT -> {
        configuration.put("synchronous_mode", true);
        configuration.put("synchronous_mode_strict", true);
      }
      case QUORUM -> configuration.put("synchronous_mode", "quorum");
    }
    if (replication.mode() != Replication.Mode.ASYNCHRONOUS) {
      configuration.put("synchronous_node_count", replication.synchronousStandbys());
    }
  }

  private static Map<String, Object> parameters(EnvironmentPlan plan) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("wal_level", "replica");
    parameters.put("hot_standby", "on");
    parameters.put("wal_log_hints", "on");
    parameters.put("max_connections", 200);
    parameters.put("max_wal_size", "256MB");
    parameters.put("fsync", "on");
    parameters.put("shared_buffers", "32MB");
    parameters.put("wal_keep_size", "32MB");
    // Each timeline has a file of its own for the segment in which it begins. None of them can be
    // removed before the log is two segments further, which few writes take half an hour for.
    parameters.put("archive_timeout", "5min");
    parameters.putAll(plan.parameters());
    return parameters;
  }

  /** The scalar as YAML means it: {@code 300} is a number, {@code true} a boolean. */
  static Object scalar(String value) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(value);
    return loaded == null ? value : loaded;
  }
}
