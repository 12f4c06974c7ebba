package dev.ordeal.environment;

import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import java.util.ArrayList;
import java.util.List;

/** Which links an environment has, in containers and in simulation. */
public final class LinkList {
  private LinkList() {}

  /** Every link of {@code plan}, always in the same order. */
  public static List<Link> of(EnvironmentPlan plan) {
    List<Link> links = new ArrayList<>();
    for (NodeName source : plan.nodes()) {
      among(links, source, plan.nodes(), Ports.POSTGRESQL, Ports.REST);
      among(links, source, plan.store().members(), Ports.ETCD_CLIENTS);
    }
    for (NodeName source : plan.store().members()) {
      among(links, source, plan.store().members(), Ports.ETCD_PEERS);
    }
    NodeName proxy = plan.proxy().name();
    among(links, proxy, plan.nodes(), Ports.POSTGRESQL, Ports.REST);
    links.add(new Link(Link.CLIENTS, proxy.value(), Ports.PROXY_PRIMARY));
    links.add(new Link(Link.CLIENTS, proxy.value(), Ports.PROXY_REPLICAS));
    for (NodeName node : plan.nodes()) {
      links.add(new Link(Link.CLIENTS, node.value(), Ports.POSTGRESQL));
    }
    return List.copyOf(links);
  }

  private static void among(
      List<Link> links, NodeName source, List<NodeName> destinations, int... ports) {
    for (NodeName destination : destinations) {
      if (!destination.equals(source)) {
        for (int port : ports) {
          links.add(new Link(source.value(), destination.value(), port));
        }
      }
    }
  }
}
