package dev.ordeal.simulation;

import dev.ordeal.environment.Probes.ProxyLine;
import dev.ordeal.environment.plan.ProxyPlan;
import dev.ordeal.names.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a cluster is as it should be when nothing is wrong. */
final class ToySteadiness {
  private ToySteadiness() {}

  /** What is still missing, in words; empty when the cluster is steady. */
  static List<String> missing(ToyCluster cluster) {
    Optional<NodeName> leader = cluster.store().leader();
    if (leader.isEmpty() || !cluster.node(leader.get()).saysPrimary()) {
      return List.of("nobody leads");
    }
    List<String> missing = new ArrayList<>();
    for (ToyNode node : cluster.nodes()) {
      if (!node.name().equals(leader.get()) && !node.server().streamsFrom(leader.get())) {
        missing.add(node + " does not stream");
      }
    }
    int wanted =
        Math.min(cluster.plan().replication().synchronousStandbys(), cluster.nodes().size() - 1);
    if (cluster.store().synchronous().standbys().size() < wanted) {
      missing.add("too few synchronous standbys");
    }
    for (ProxyLine line : cluster.proxy().lines()) {
      if (line.up() != shouldBeUp(cluster, line, leader.get())) {
        missing.add("the proxy is wrong about " + line.node() + " for " + line.backend());
      }
    }
    return missing;
  }

  private static boolean shouldBeUp(ToyCluster cluster, ProxyLine line, NodeName leader) {
    boolean writes = line.backend().equals(ToyProxy.PRIMARY);
    boolean tcp = cluster.plan().proxy().check() == ProxyPlan.Check.TCP;
    boolean any = tcp || writes && cluster.plants(Misbehaviour.ROUTES_TO_ANY_SERVER);
    return any || line.node().equals(leader) == writes;
  }
}
