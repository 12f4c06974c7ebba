package dev.ordeal.simulation.agent;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.contracts.postgres.PostgresContract;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.postgres.SimulatedServer;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import java.util.HashMap;
import java.util.Map;

/** The agent's server on the twin of PostgreSQL: the contract. */
final class SimulatedPostgresTest implements PostgresContract {
  private static final String SAME_CLUSTER = "7000000000000000001";

  @Override
  public void at(Story story) {
    SimulatedWorld.run(7, Bounds.USUAL, world -> story.tell(new Twins(world)));
  }

  /** Nodes that can reach one another. */
  private static final class Twins implements Place {
    private final SimulatedWorld world;
    private final Network network;
    private final Map<String, SimulatedServer> servers = new HashMap<>();
    private final Node one;
    private final Node two;
    private final Node three;
    private final Node blank;

    Twins(SimulatedWorld world) {
      this.world = world;
      this.network = new Network(world, Delays.shipped());
      this.one = node("one", true);
      this.two = node("two", true);
      this.three = node("three", true);
      this.blank = node("blank", false);
    }

    private Node node(String name, boolean withData) {
      SimulatedServer server =
          new SimulatedServer(world, network, network.host(name), Delays.shipped(), false);
      if (withData) {
        server.data().initialize(SAME_CLUSTER);
      }
      servers.put(name, server);
      return new TwinNode(world, network, server, name, servers::get);
    }

    @Override
    public SimulatedWorld world() {
      return world;
    }

    @Override
    public Node one() {
      return one;
    }

    @Override
    public Node two() {
      return two;
    }

    @Override
    public Node three() {
      return three;
    }

    @Override
    public Node blank() {
      return blank;
    }

    @Override
    public DynamicSettings settings() {
      return DynamicSettings.DEFAULTS;
    }
  }
}
