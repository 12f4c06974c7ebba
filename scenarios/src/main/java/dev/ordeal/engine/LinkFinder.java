package dev.ordeal.engine;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.fault.Cut.Flow;
import dev.ordeal.language.Action.Links;
import dev.ordeal.language.Action.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which links of an environment lie between two ends, once the ends are known. */
record LinkFinder(List<Link> all) {
  /**
   * The flows between the ends: all of them, or only the bytes that go from {@code from} to {@code
   * to}, whichever side has opened the connection.
   */
  List<Flow> flows(Links asked, List<String> from, List<String> to) {
    List<Flow> found = new ArrayList<>();
    for (Link link : all) {
      if (!serves(link, asked.services())) {
        continue;
      }
      boolean along = from.contains(link.source()) && to.contains(link.destination());
      boolean against = to.contains(link.source()) && from.contains(link.destination());
      boolean requests = along || (against && !asked.oneWay());
      boolean answers = against || (along && !asked.oneWay());
      if (requests || answers) {
        found.add(new Flow(link, requests, answers));
      }
    }
    return found;
  }

  /** The links between the ends; one way means those that {@code from} opens. */
  List<Link> links(Links asked, List<String> from, List<String> to) {
    return flows(asked, from, to).stream().filter(Flow::requests).map(Flow::link).toList();
  }

  private static boolean serves(Link link, Set<Service> services) {
    return services.isEmpty() || services.stream().anyMatch(service -> listens(service, link));
  }

  private static boolean listens(Service service, Link link) {
    return switch (service) {
      case POSTGRESQL -> link.port() == Ports.POSTGRESQL;
      case REST -> link.port() == Ports.REST;
      case DCS -> link.port() == Ports.ETCD_CLIENTS;
      case DCS_PEERS -> link.port() == Ports.ETCD_PEERS;
      case PROXY -> link.port() == Ports.PROXY_PRIMARY || link.port() == Ports.PROXY_REPLICAS;
    };
  }
}
