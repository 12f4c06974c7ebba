package dev.ordeal.containers.addresses;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.LinkList;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The address of every member and of every (source, destination) pair that is linked. All ports of
 * one pair share one address, so that names and ports stay natural.
 */
public final class AddressPlan {
  private static final int TOXIPROXY = 2;
  private static final int PROXY = 10;
  private static final int FIRST_STORE_MEMBER = 20;
  private static final int FIRST_NODE = 40;

  private final Subnet subnet;
  private final List<Link> links;
  private final Map<String, String> members = new LinkedHashMap<>();
  private final Map<Pair, String> pairs = new LinkedHashMap<>();

  private record Pair(String source, String destination) {}

  public AddressPlan(Subnet subnet, EnvironmentPlan plan) {
    this.subnet = subnet;
    this.links = LinkList.of(plan);
    members.put(plan.proxy().name().value(), subnet.container(PROXY));
    for (int i = 0; i < plan.store().members().size(); i++) {
      String name = plan.store().members().get(i).value();
      members.put(name, subnet.container(FIRST_STORE_MEMBER + i));
    }
    for (int i = 0; i < plan.nodes().size(); i++) {
      members.put(plan.nodes().get(i).value(), subnet.container(FIRST_NODE + i));
    }
    for (Link link : links) {
      pairs.computeIfAbsent(pairOf(link), pair -> subnet.link(pairs.size() + 1));
    }
  }

  public Subnet subnet() {
    return subnet;
  }

  public List<Link> links() {
    return links;
  }

  public String toxiproxy() {
    return subnet.container(TOXIPROXY);
  }

  /** The container's own address. */
  public String of(NodeName member) {
    return of(member.value());
  }

  private String of(String member) {
    String address = members.get(member);
    if (address == null) {
      throw new IllegalArgumentException("no member '" + member + "' in this environment");
    }
    return address;
  }

  /** Who has {@code address} as a container. */
  public Optional<String> memberAt(String address) {
    return members.entrySet().stream()
        .filter(entry -> entry.getValue().equals(address))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Where {@code link}'s source connects to; Toxiproxy listens there. */
  public String listen(Link link) {
    String address = pairs.get(pairOf(link));
    if (address == null || !links.contains(link)) {
      throw new IllegalArgumentException("no " + link + " in this environment");
    }
    return address;
  }

  /** Where {@code link} leads to in the end. */
  public String upstream(Link link) {
    return of(link.destination());
  }

  /** What {@code source} finds in its hosts file: each peer's name and the address of its link. */
  public Map<String, String> hostsOf(NodeName source) {
    Map<String, String> hosts = new LinkedHashMap<>();
    pairs.forEach((pair, address) -> {
      if (pair.source().equals(source.value())) {
        hosts.put(pair.destination(), address);
      }
    });
    return hosts;
  }

  private static Pair pairOf(Link link) {
    return new Pair(link.source(), link.destination());
  }
}
