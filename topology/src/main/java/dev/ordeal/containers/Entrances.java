package dev.ordeal.containers;

import dev.ordeal.containers.addresses.AddressPlan;
import dev.ordeal.environment.Access;
import dev.ordeal.environment.Access.Endpoint;
import dev.ordeal.environment.Access.Login;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of an environment listen. Clients go by their links, so that faults on these meet
 * them; every other address is the container's own, which no fault on a link touches.
 */
final class Entrances {
  private static final int STATISTICS = 7000;

  private Entrances() {}

  static Access of(String name, EnvironmentPlan plan, AddressPlan addresses) {
    List<Endpoint> endpoints = new ArrayList<>();
    NodeName proxy = plan.proxy().name();
    endpoints.add(client("writes, through the proxy", Ports.PROXY_PRIMARY, proxy, addresses));
    endpoints.add(client("reads, through the proxy", Ports.PROXY_REPLICAS, proxy, addresses));
    for (NodeName node : plan.nodes()) {
      endpoints.add(own(node, "PostgreSQL", "", Ports.POSTGRESQL, addresses));
      endpoints.add(own(node, "REST API", "http://", Ports.REST, addresses));
    }
    for (NodeName member : plan.store().members()) {
      endpoints.add(own(member, "etcd", "http://", Ports.ETCD_CLIENTS, addresses));
    }
    endpoints.add(own(proxy, "HAProxy statistics", "http://", STATISTICS, addresses));
    return new Access(
        name,
        endpoints,
        List.of(
            new Login("ordeal", "PostgreSQL, owner of database ordeal", "ORDEAL"),
            new Login("postgres", "PostgreSQL, superuser", "POSTGRES"),
            new Login("ordeal", "REST API, for what changes something", "RESTAPI")));
  }

  private static Endpoint client(String service, int port, NodeName proxy, AddressPlan addresses) {
    Link link = new Link(Link.CLIENTS, proxy.value(), port);
    return new Endpoint(Link.CLIENTS, service, addresses.listen(link) + ":" + port);
  }

  private static Endpoint own(
      NodeName member, String service, String scheme, int port, AddressPlan addresses) {
    return new Endpoint(member.value(), service, scheme + addresses.of(member) + ":" + port);
  }
}
