package dev.ordeal.simulation;

import dev.ordeal.environment.Probes;
import dev.ordeal.environment.Probes.ProxyLine;
import dev.ordeal.environment.Probes.ServerView;
import dev.ordeal.environment.plan.ProxyPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.names.Role;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether a cluster is as it should be when nothing is wrong, by the judge's own eyes. */
final class SimulatedSteadiness {
  private static final Duration GLANCE = Duration.ofMillis(600);

  private SimulatedSteadiness() {}

  /** What is still missing, in words; empty when the cluster is steady. */
  static List<String> missing(SimulatedCluster cluster, Probes probes) {
    var view = probes.cluster(GLANCE.multipliedBy(3));
    if (view.leader().isEmpty()) {
      return List.of("no leader key in the store");
    }
    NodeName leader = view.leader().get();
    List<String> missing = new ArrayList<>();
    ServerView primary = probes.server(leader, GLANCE);
    if (primary.role().filter(Role.PRIMARY::equals).isEmpty()) {
      missing.add(leader + " holds the leader key and is no primary");
    }
    for (NodeName node : cluster.plan().nodes()) {
      if (!node.equals(leader)) {
        ServerView server = probes.server(node, GLANCE);
        if (!server.streaming()
            || !view.streaming().contains(node)
            || !server.timeline().equals(primary.timeline())) {
          missing.add(node + " does not stream");
        }
      }
    }
    int wanted =
        Math.min(cluster.plan().replication().synchronousStandbys(), cluster.nodes().size() - 1);
    if (view.synchronousStandbys().size() < wanted) {
      missing.add("too few synchronous standbys");
    }
    for (ProxyLine line : cluster.proxy().lines()) {
      if (line.up() != shouldBeUp(cluster, line, leader)) {
        missing.add("the proxy is wrong about " + line.node() + " for " + line.backend());
      }
    }
    return missing;
  }

  private static boolean shouldBeUp(SimulatedCluster cluster, ProxyLine line, NodeName leader) {
    boolean writes = line.backend().equals("primary");
    boolean tcp = cluster.plan().proxy().check() == ProxyPlan.Check.TCP;
    boolean any = tcp || writes && cluster.plants(Misbehaviour.ROUTES_TO_ANY_SERVER);
    return any || line.node().equals(leader) == writes;
  }
}
