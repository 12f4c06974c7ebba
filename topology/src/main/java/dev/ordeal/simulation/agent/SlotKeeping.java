package dev.ordeal.simulation.agent;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.postgres.Slots;
import dev.ordeal.simulation.postgres.ReplicationSlots;
import dev.ordeal.simulation.postgres.SimulatedServer;
import java.util.Set;

/** Creates the replication slots that there should be, and drops those that nobody needs. */
final class SlotKeeping {
  private final String name;
  private final SimulatedServer server;
  private final LocalSession session;
  private final ServerConfiguration configuration;

  /**
   * @param name this node's
   */
  SlotKeeping(
      String name,
      SimulatedServer server,
      LocalSession session,
      ServerConfiguration configuration) {
    this.name = name;
    this.server = server;
    this.session = session;
    this.configuration = configuration;
  }

  /**
   * Makes the slots those that there should be.
   *
   * @param retained slots of members that are away
   */
  void keep(StoreView store, boolean leads, Set<String> retained) {
    if (!configuration.dynamic().useSlots()) {
      return;
    }
    Set<String> wanted =
        Slots.wanted(store, configuration.dynamic(), name, leads, retained).keySet();
    if (!session.run(() -> change(wanted))) {
      throw new PortFailure.Unavailable("cannot keep the slots");
    }
  }

  private void change(Set<String> wanted) {
    ReplicationSlots slots = server.data().slots();
    for (String slot : slots.names()) {
      boolean drops = !configuration.dynamic().paused() && !server.isActive(slot);
      if (drops && !wanted.contains(slot)) {
        slots.drop(slot);
      }
    }
    for (String slot : wanted) {
      if (!slots.contains(slot)) {
        slots.create(slot);
      }
    }
  }
}
