package dev.ordeal.containers;

import dev.ordeal.containers.addresses.AddressPlan;
import dev.ordeal.containers.configuration.EtcdArguments;
import dev.ordeal.containers.configuration.HaproxyConfiguration;
import dev.ordeal.containers.configuration.Home;
import dev.ordeal.containers.configuration.PatroniConfiguration;
import dev.ordeal.containers.engine.DataVolume;
import dev.ordeal.containers.engine.Engine;
import dev.ordeal.containers.engine.OwnNetwork;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.containers.engine.PartPlan;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The containers of one environment with their network and volumes. */
final class Parts {
  private static final NodeName TOXIPROXY = new NodeName("toxiproxy");
  private static final String DATA = "/var/lib/postgresql/data";

  private final OwnNetwork network;
  private final AddressPlan addresses;
  private final Map<NodeName, DataVolume> volumes = new LinkedHashMap<>();
  private final Map<NodeName, Part> members = new LinkedHashMap<>();
  private final Part toxiproxy;

  /** Makes network and volumes; the containers exist only once they are started. */
  Parts(Engine engine, Images images, EnvironmentPlan plan, String id) {
    Map<String, String> labels = Engine.labels(id);
    network = OwnNetwork.create(engine, id, labels);
    addresses = new AddressPlan(network.subnet(), plan);
    for (NodeName node : plan.nodes()) {
      String name = id + "-" + node;
      volumes.put(node, DataVolume.create(engine, name, plan.diskMegabytes(), labels));
    }
    toxiproxy = toxiproxyPlan(images).on(engine, network, id);
    for (NodeName member : plan.store().members()) {
      members.put(member, storePlan(images, plan, member).on(engine, network, id));
    }
    NodeName proxy = plan.proxy().name();
    members.put(proxy, proxyPlan(images, plan).on(engine, network, id));
    for (NodeName node : plan.nodes()) {
      members.put(node, nodePlan(images, plan, node).on(engine, network, id));
    }
  }

  private PartPlan toxiproxyPlan(Images images) {
    Map<String, String> mounts = new LinkedHashMap<>();
    // So that a data directory outlives the container of its node.
    volumes.forEach((node, volume) -> mounts.put(volumeFolder(node), volume.name()));
    return new PartPlan(
        TOXIPROXY,
        images.toxiproxy(),
        addresses.toxiproxy(),
        Map.of(),
        Map.of("ORDEAL_LINK_RANGE", addresses.subnet().linkRange()),
        List.of(),
        Map.of(),
        mounts,
        true);
  }

  /** Where the Toxiproxy container sees the data volume of {@code node}. */
  static String volumeFolder(NodeName node) {
    return "/volumes/" + node;
  }

  private PartPlan storePlan(Images images, EnvironmentPlan plan, NodeName member) {
    return new PartPlan(
        member,
        images.etcd(),
        addresses.of(member),
        addresses.hostsOf(member),
        Map.of(),
        EtcdArguments.of(plan.store(), member),
        Map.of(),
        Map.of(),
        false);
  }

  private PartPlan proxyPlan(Images images, EnvironmentPlan plan) {
    NodeName proxy = plan.proxy().name();
    String configuration = HaproxyConfiguration.of(Home.haproxyTemplate(), plan);
    return new PartPlan(
        proxy,
        images.haproxy(),
        addresses.of(proxy),
        addresses.hostsOf(proxy),
        Map.of(),
        List.of(),
        Map.of("/etc/haproxy/haproxy.cfg", configuration),
        Map.of(),
        false);
  }

  private PartPlan nodePlan(Images images, EnvironmentPlan plan, NodeName node) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(
        "PATRONI_CONFIGURATION", PatroniConfiguration.of(plan, node, addresses.subnet()));
    if (plan.skewableClocks()) {
      environment.put("ORDEAL_SKEWABLE", "1");
    }
    DataVolume volume = volumes.get(node);
    return new PartPlan(
        node,
        images.node(plan.agent().kindOf(node)),
        addresses.of(node),
        addresses.hostsOf(node),
        environment,
        List.of(),
        Map.of(),
        volume == null ? Map.of() : Map.of(DATA, volume.name()),
        false);
  }

  /** The value of their label, and the beginning of their names. */
  String id() {
    return network.name();
  }

  AddressPlan addresses() {
    return addresses;
  }

  Part toxiproxy() {
    return toxiproxy;
  }

  /** The container of a node, a member of the store or a proxy. */
  Part member(NodeName name) {
    Part part = members.get(name);
    if (part == null) {
      throw new IllegalArgumentException("no member '" + name + "' in this environment");
    }
    return part;
  }

  /** All but Toxiproxy. */
  List<Part> members() {
    return List.copyOf(members.values());
  }

  List<Part> all() {
    List<Part> all = new ArrayList<>(members.values());
    all.add(toxiproxy);
    return all;
  }

  /** Removes everything, the containers side by side. */
  void remove() {
    Parallel.forEach(all(), Part::remove);
    Parallel.forEach(List.copyOf(volumes.values()), DataVolume::remove);
    network.close();
  }
}
