package dev.ordeal.simulation;

import dev.ordeal.contracts.links.LinkContract;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.names.NodeName;

/** Links of the simulated network: the contract. */
final class SimulatedLinksTest implements LinkContract {
  @Override
  public void at(Story story) {
    Stories.run(
        "three-nodes",
        (world, environment) -> {
          NodeName leader = Stories.leader(environment);
          Link link = new Link(Link.CLIENTS, leader.value(), Ports.POSTGRESQL);
          story.tell(new Place(world, environment, leader, link));
        });
  }
}
