package dev.ordeal.environment.plan;

import dev.ordeal.names.NodeName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An environment as it is declared in {@code topology/environments/*.yaml}: what there will be, not
 * what runs.
 *
 * @param name the name of its file without its ending
 * @param nodes the PostgreSQL nodes, {@code node1} first
 * @param parameters PostgreSQL parameters beyond the defaults, as text
 * @param diskMegabytes the size of each data volume, so that {@code fill-disk} really fills it
 * @param skewableClocks whether the nodes run under libfaketime, which {@code skew} needs
 */
public record EnvironmentPlan(
    String name,
    List<NodeName> nodes,
    Replication replication,
    StorePlan store,
    ProxyPlan proxy,
    AgentPlan agent,
    SortedMap<String, String> parameters,
    int diskMegabytes,
    boolean skewableClocks) {
  public EnvironmentPlan {
    nodes = List.copyOf(nodes);
    parameters = new TreeMap<>(parameters);
  }

  /** The same plan with clocks that {@code skew} can bend. */
  public EnvironmentPlan withSkewableClocks() {
    return new EnvironmentPlan(
        name, nodes, replication, store, proxy, agent, parameters, diskMegabytes, true);
  }
}
