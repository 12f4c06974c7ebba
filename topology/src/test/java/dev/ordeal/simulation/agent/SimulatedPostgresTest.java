package dev.ordeal.simulation.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Server.DataDirectory;
import dev.ordeal.contracts.postgres.PostgresContract;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.postgres.SimulatedServer;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The agent's server on the twin of PostgreSQL: the contract. */
final class SimulatedPostgresTest implements PostgresContract {
  private static final String SAME_CLUSTER = "7000000000000000001";

  @Override
  public void at(Story story) {
    SimulatedWorld.run(7, Bounds.USUAL, world -> story.tell(new Twins(world)));
  }

  /** The real tool takes a moment that no story can hit; see {@code rewind-broken-off.yaml}. */
  @Test
  void a_rewind_whose_source_dies_leaves_nothing_to_start() {
    at(place -> {
      Node one = place.one();
      Node two = place.two();
      one.postgres().startAsPrimary(LIMIT);
      one.kill();
      two.postgres().startAsPrimary(LIMIT);
      TaskGroup others = place.world().group("others");
      others.spawn(
          "loss of the source",
          () -> {
            place.world().sleep(Duration.ofMillis(50));
            two.kill();
          });
      assertThatThrownBy(() -> one.postgres().rewind(two.upstream()))
          .isInstanceOf(PortFailure.Refused.class);
      assertThat(one.postgres().look().dataDirectory()).isEqualTo(DataDirectory.UNFINISHED);
      assertThatThrownBy(() -> one.postgres().startAsReplica(Optional.empty(), LIMIT))
          .isInstanceOf(PortFailure.class);
    });
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
