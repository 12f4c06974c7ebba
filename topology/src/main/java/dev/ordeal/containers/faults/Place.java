package dev.ordeal.containers.faults;

import dev.ordeal.containers.addresses.AddressPlan;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.containers.links.Links;
import dev.ordeal.containers.probes.Store;
import dev.ordeal.containers.sessions.Connecting.Login;
import dev.ordeal.environment.Probes;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.World;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What faults can lay hands on.
 *
 * @param member the container of a node, store member or proxy
 * @param volumeFolder where the Toxiproxy container sees a node's data volume
 */
public record Place(
    EnvironmentPlan plan,
    World world,
    AddressPlan addresses,
    Links links,
    Probes probes,
    Store store,
    Function<NodeName, Part> member,
    Function<NodeName, String> volumeFolder,
    Login superuser) {
  private static final AtomicInteger FAULTS = new AtomicInteger();

  /** A name that no other fault of this process has. */
  String uniqueName(String word) {
    return word + FAULTS.incrementAndGet();
  }

  Part part(NodeName name) {
    return member.apply(name);
  }
}
