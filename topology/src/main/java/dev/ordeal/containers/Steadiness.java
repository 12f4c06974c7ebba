package dev.ordeal.containers;

import dev.ordeal.environment.Probes.ClusterView;
import dev.ordeal.environment.Probes.ProxyLine;
import dev.ordeal.environment.Probes.ProxyView;
import dev.ordeal.environment.Probes.ServerView;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.ProxyPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.names.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether an environment is as it should be when nothing is wrong. Pure. */
final class Steadiness {
  private Steadiness() {}

  /**
   * What is still missing, in words, most basic first; empty when the environment is steady.
   *
   * @param servers the view of every node
   */
  static List<String> missing(
      EnvironmentPlan plan,
      ClusterView cluster,
      Map<NodeName, ServerView> servers,
      ProxyView proxy) {
    if (cluster.leader().isEmpty()) {
      return List.of("no leader key in the store");
    }
    NodeName leader = cluster.leader().get();
    List<String> missing = new ArrayList<>();
    List<NodeName> replicas = plan.nodes().stream().filter(node -> !node.equals(leader)).toList();
    leaderMustWrite(leader, servers, missing);
    for (NodeName replica : replicas) {
      replicaMustStream(replica, leader, cluster, servers, missing);
    }
    int synchronous = Math.min(plan.replication().synchronousStandbys(), replicas.size());
    if (cluster.synchronousStandbys().size() < synchronous) {
      missing.add(
          "synchronous standbys: " + cluster.synchronousStandbys().size() + " of " + synchronous);
    }
    proxyMustRoute(plan, leader, replicas, proxy, missing);
    return missing;
  }

  private static void leaderMustWrite(
      NodeName leader, Map<NodeName, ServerView> servers, List<String> missing) {
    ServerView view = servers.get(leader);
    if (view == null || view.role().filter(Role.PRIMARY::equals).isEmpty()) {
      missing.add(leader + " holds the leader key and is no primary");
    }
  }

  private static void replicaMustStream(
      NodeName replica,
      NodeName leader,
      ClusterView cluster,
      Map<NodeName, ServerView> servers,
      List<String> missing) {
    ServerView view = servers.get(replica);
    ServerView primary = servers.get(leader);
    if (view == null
        || view.role().filter(Role.REPLICA::equals).isEmpty()
        || !view.streaming()
        || !cluster.streaming().contains(replica)) {
      missing.add(replica + " does not stream");
    } else if (primary != null && !view.timeline().equals(primary.timeline())) {
      missing.add(replica + " follows another timeline");
    }
  }

  private static void proxyMustRoute(
      EnvironmentPlan plan,
      NodeName leader,
      List<NodeName> replicas,
      ProxyView proxy,
      List<String> missing) {
    Set<NodeName> writes = up(proxy, "primary");
    Set<NodeName> reads = up(proxy, "replicas");
    boolean tcp = plan.proxy().check() == ProxyPlan.Check.TCP;
    boolean right =
        tcp
            ? writes.containsAll(plan.nodes()) && reads.containsAll(plan.nodes())
            : writes.equals(Set.of(leader)) && reads.equals(new TreeSet<>(replicas));
    if (!right) {
      missing.add("the proxy sends writes to " + writes + " and reads to " + reads);
    }
  }

  private static Set<NodeName> up(ProxyView proxy, String backend) {
    Set<NodeName> up = new TreeSet<>();
    for (ProxyLine line : proxy.lines()) {
      if (line.backend().equals(backend) && line.up()) {
        up.add(line.node());
      }
    }
    return up;
  }
}
