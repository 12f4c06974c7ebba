package dev.ordeal.containers;

import dev.ordeal.containers.addresses.Subnet;
import dev.ordeal.containers.configuration.EtcdArguments;
import dev.ordeal.containers.engine.Engine;
import dev.ordeal.containers.engine.OwnNetwork;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.containers.engine.PartPlan;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.plan.StorePlan;
import dev.ordeal.names.NodeName;
import java.net.URI;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The members of a store and nothing else, linked without Toxiproxy. */
public final class StoreContainers implements AutoCloseable {
  private static final int FIRST_MEMBER = 20;

  private final StorePlan plan;
  private final OwnNetwork network;
  private final Map<NodeName, Part> members = new LinkedHashMap<>();

  /** Creates and starts them; whether they have elected a leader yet is for the caller to see. */
  public StoreContainers(StorePlan plan) {
    this.plan = plan;
    Engine engine = Engine.connect();
    byte[] chance = new byte[3];
    ThreadLocalRandom.current().nextBytes(chance);
    String id = "ordeal-store-" + HexFormat.of().formatHex(chance);
    network = OwnNetwork.create(engine, id, Engine.labels(id));
    try {
      for (NodeName member : plan.members()) {
        members.put(member, planOf(member).on(engine, network, id));
      }
      Parallel.forEach(List.copyOf(members.values()), part -> part.container().start());
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private PartPlan planOf(NodeName member) {
    Map<String, String> hosts = new LinkedHashMap<>();
    plan.members().forEach(each -> hosts.put(each.value(), address(each)));
    return new PartPlan(
        member,
        Images.configured().etcd(),
        address(member),
        hosts,
        Map.of(),
        EtcdArguments.of(plan, member),
        Map.of(),
        Map.of(),
        false);
  }

  private String address(NodeName member) {
    Subnet subnet = network.subnet();
    return subnet.container(FIRST_MEMBER + plan.members().indexOf(member));
  }

  /** Where clients reach a member. */
  public URI endpoint(NodeName member) {
    return URI.create("http://" + address(member) + ":" + Ports.ETCD_CLIENTS);
  }

  /** The container of a member. */
  public Part member(NodeName name) {
    Part part = members.get(name);
    if (part == null) {
      throw new IllegalArgumentException("no member '" + name + "'");
    }
    return part;
  }

  /** Everything that stops a member from working ends. */
  public void allRun() {
    Parallel.forEach(List.copyOf(members.values()), Part::start);
  }

  @Override
  public void close() {
    Parallel.forEach(List.copyOf(members.values()), Part::remove);
    network.close();
  }
}
