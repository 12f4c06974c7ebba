package dev.ordeal.simulation;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import java.util.ArrayList;
import java.util.List;

/** The links of a simulated environment: the same as in containers. */
final class SimulatedLinks {
  private SimulatedLinks() {}

  static List<Link> of(EnvironmentPlan plan) {
    List<Link> links = new ArrayList<>();
    for (NodeName source : plan.nodes()) {
      add(links, source, plan.nodes(), List.of(Ports.POSTGRESQL, Ports.REST));
      add(links, source, plan.store().members(), List.of(Ports.ETCD_CLIENTS));
    }
    for (NodeName source : plan.store().members()) {
      add(links, source, plan.store().members(), List.of(Ports.ETCD_PEERS));
    }
    NodeName proxy = plan.proxy().name();
    add(links, proxy, plan.nodes(), List.of(Ports.POSTGRESQL, Ports.REST));
    links.add(new Link(Link.CLIENTS, proxy.value(), Ports.PROXY_PRIMARY));
    links.add(new Link(Link.CLIENTS, proxy.value(), Ports.PROXY_REPLICAS));
    for (NodeName node : plan.nodes()) {
      links.add(new Link(Link.CLIENTS, node.value(), Ports.POSTGRESQL));
    }
    return List.copyOf(links);
  }

  private static void add(
      List<Link> links, NodeName source, List<NodeName> destinations, List<Integer> ports) {
    for (NodeName destination : destinations) {
      for (int port : ports) {
        if (!destination.equals(source)) {
          links.add(new Link(source.value(), destination.value(), port));
        }
      }
    }
  }
}
