package dev.ordeal.simulation.agent;

import dev.ordeal.agent.configuration.BadConfiguration;
import dev.ordeal.agent.configuration.ConfigurationReader;
import dev.ordeal.agent.configuration.DynamicReader;
import dev.ordeal.agent.configuration.LocalConfiguration;
import dev.ordeal.agent.cycle.SettingsReader;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.Replication;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What an agent of a simulated node is configured with: its file, read by the agent's own reader,
 * and the first value of the key {@code config}. The times of a plan are taken as they are,
 * whatever the kind of agent that it names: here there is one kind.
 */
public final class NodeConfiguration implements SettingsReader {
  private static final Map<String, LocalConfiguration> READ = new ConcurrentHashMap<>();

  private final LocalConfiguration local;
  private Optional<Key> last = Optional.empty();
  private DynamicSettings settings = DynamicSettings.DEFAULTS;

  private record Key(Map<String, Object> configuration, boolean foreignMembers) {}

  NodeConfiguration(EnvironmentPlan plan, NodeName node) {
    this.local = READ.computeIfAbsent(file(plan, node), NodeConfiguration::read);
  }

  private static LocalConfiguration read(String file) {
    try {
      return ConfigurationReader.read(Optional.empty(), Map.of("PATRONI_CONFIGURATION", file));
    } catch (BadConfiguration e) {
      throw new IllegalStateException("the configuration of a node is wrong: " + e.lines(), e);
    }
  }

  private static String file(EnvironmentPlan plan, NodeName node) {
    StringBuilder hosts = new StringBuilder();
    for (NodeName member : plan.store().members()) {
      hosts
          .append(hosts.isEmpty() ? "" : ", ")
          .append(member)
          .append(':')
          .append(Ports.ETCD_CLIENTS);
    }
    return """
    scope: %1$s
    name: %2$s
    restapi: { listen: "0.0.0.0:8008", connect_address: "%2$s:8008" }
    etcd3: { hosts: [%3$s] }
    bootstrap: { dcs: {} }
    postgresql:
      listen: "0.0.0.0:5432"
      connect_address: "%2$s:5432"
      data_dir: /data
      bin_dir: /usr/bin
      pgpass: /pgpass
      authentication:
        superuser: { username: postgres, password: "1" }
        replication: { username: replicator, password: "2" }
    """
        .formatted(plan.name(), node, hosts);
  }

  /** The name of the cluster in the store. */
  static String scope(EnvironmentPlan plan) {
    return plan.name();
  }

  /** The first value of the key {@code config}. */
  static Map<String, Object> first(EnvironmentPlan plan) {
    Map<String, Object> configuration = new LinkedHashMap<>();
    AgentPlan agent = plan.agent();
    configuration.put("ttl", seconds(agent.timeToLive()));
    configuration.put("loop_wait", seconds(agent.loopWait()));
    configuration.put("retry_timeout", seconds(agent.retryTimeout()));
    Replication replication = plan.replication();
    configuration.put("maximum_lag_on_failover", replication.maximumLagOnFailoverBytes());
    if (replication.mode() == Replication.Mode.ASYNCHRONOUS) {
      configuration.put("synchronous_mode", false);
    } else {
      configuration.put(
          "synchronous_mode", replication.mode() == Replication.Mode.QUORUM ? "quorum" : true);
      configuration.put("synchronous_mode_strict", replication.mode() == Replication.Mode.STRICT);
      configuration.put("synchronous_node_count", replication.synchronousStandbys());
    }
    agent.configuration().forEach((key, value) -> configuration.put(key, scalar(value)));
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("max_connections", 200);
    parameters.putAll(plan.parameters());
    Map<String, Object> postgresql = new LinkedHashMap<>();
    postgresql.put("use_pg_rewind", true);
    postgresql.put("use_slots", true);
    postgresql.put("parameters", parameters);
    configuration.put("postgresql", postgresql);
    return configuration;
  }

  private static Object scalar(String value) {
    Object loaded = new Load(LoadSettings.builder().build()).loadFromString(value);
    return loaded == null ? value : loaded;
  }

  private static Number seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() : (Number) (time.toMillis() / 1000.0);
  }

  /** Reads it anew only where it differs: the agent asks in every cycle. */
  @Override
  public DynamicSettings read(Map<String, Object> configuration, boolean foreignMembers) {
    Key key = new Key(configuration, foreignMembers);
    if (!last.equals(Optional.of(key))) {
      settings = DynamicReader.read(configuration, local, foreignMembers).settings();
      last = Optional.of(key);
    }
    return settings;
  }

  LocalConfiguration local() {
    return local;
  }
}
