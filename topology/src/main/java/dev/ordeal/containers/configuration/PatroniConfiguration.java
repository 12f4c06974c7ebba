package dev.ordeal.containers.configuration;

import dev.ordeal.containers.addresses.Subnet;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * The local configuration of one Patroni, whole in one variable. Users and passwords are not in it:
 * the image's start script takes them from a file of its own.
 */
public final class PatroniConfiguration {
  private static final String DATA = "/var/lib/postgresql/data/pgdata";

  private PatroniConfiguration() {}

  /** The name of the cluster in the store: the environment's. */
  public static String scope(EnvironmentPlan plan) {
    return plan.name();
  }

  /** The folder of the cluster's keys in the store, with a slash at its end. */
  public static String prefix(EnvironmentPlan plan) {
    return "/service/" + scope(plan) + "/";
  }

  /** The key that {@code node} writes of itself, under its lease. */
  public static String memberKey(EnvironmentPlan plan, NodeName node) {
    return prefix(plan) + "members/" + node;
  }

  /** The value of PATRONI_CONFIGURATION, as YAML. */
  public static String of(EnvironmentPlan plan, NodeName node, Subnet subnet) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("scope", scope(plan));
    root.put("name", node.value());
    root.put(
        "restapi",
        Map.of("listen", "0.0.0.0:" + Ports.REST, "connect_address", node + ":" + Ports.REST));
    root.put(
        "etcd3",
        Map.of(
            "hosts",
            plan.store().members().stream()
                .map(member -> member + ":" + Ports.ETCD_CLIENTS)
                .toList()));
    root.put("postgresql", postgresql(node, subnet));
    return new Dump(DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build())
        .dumpToString(root);
  }

  private static Map<String, Object> postgresql(NodeName node, Subnet subnet) {
    Map<String, Object> postgresql = new LinkedHashMap<>();
    postgresql.put("listen", "0.0.0.0:" + Ports.POSTGRESQL);
    postgresql.put("connect_address", node + ":" + Ports.POSTGRESQL);
    postgresql.put("data_dir", DATA);
    postgresql.put("bin_dir", "/usr/lib/postgresql/bin");
    postgresql.put("pgpass", "/var/lib/postgresql/pgpass");
    // Who began to stream, and when, is part of the evidence.
    postgresql.put(
        "parameters", Map.of("unix_socket_directories", "/tmp", "log_replication_commands", "on"));
    postgresql.put(
        "pg_hba",
        List.of(
            "local all all scram-sha-256",
            "host all all 127.0.0.1/32 scram-sha-256",
            "host replication replicator 127.0.0.1/32 scram-sha-256",
            "host all all " + subnet.cidr() + " scram-sha-256",
            "host replication replicator " + subnet.cidr() + " scram-sha-256"));
    return postgresql;
  }
}
