package dev.ordeal.simulation.agent;

import dev.ordeal.agent.cycle.Peers;
import dev.ordeal.agent.peers.RestPeers;
import dev.ordeal.agent.rest.RestRequest;
import dev.ordeal.agent.rest.RestResponse;
import dev.ordeal.contracts.peers.PeersContract;
import dev.ordeal.environment.Ports;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contract over simulated links. */
final class SimulatedPeersTest implements PeersContract {
  @Override
  public void at(Story story) {
    SimulatedWorld.run(
        7,
        Bounds.USUAL,
        world -> {
          Network network = new Network(world, Delays.shipped());
          OsProcess process = new OsProcess(network.host("one"), "agent");
          Peers peers =
              new RestPeers(
                  world, world.group("agent"), new SimulatedPeerCalls(world, network, process));
          List<Peer> others =
              List.of(
                  new Twin(world, network, "two"),
                  new Twin(world, network, "three"),
                  new Twin(world, network, "four"));
          story.tell(new Near(world, peers, others));
        });
  }

  private record Near(SimulatedWorld world, Peers peers, List<Peer> others) implements Place {}

  /** An agent that answers what it is told to. */
  private static final class Twin implements Peer {
    private final Host host;
    private final AgentPort port;
    private int status = 503;
    private String body = "{}";
    private String heard = "";

    Twin(SimulatedWorld world, Network network, String name) {
      this.host = network.host(name);
      this.port =
          new AgentPort(
              world,
              new OsProcess(host, "agent"),
              world.group(name),
              this::answer,
              Delays.shipped().restAnswer());
      host.listen(Ports.REST, port);
    }

    private RestResponse answer(RestRequest request) {
      heard = request.method() + " " + request.path() + " " + request.body().orElse("");
      return new RestResponse(status, "application/json", Map.of(), Optional.of(body));
    }

    @Override
    public String name() {
      return host.name();
    }

    @Override
    public String address() {
      return "http://" + host.name() + ":" + Ports.REST + "/patroni";
    }

    @Override
    public void answers(int newStatus, String newBody) {
      status = newStatus;
      body = newBody;
    }

    @Override
    public String heard() {
      return heard;
    }

    @Override
    public void freeze() {
      port.process().freeze();
    }

    @Override
    public void kill() {
      port.process().die();
      host.close(Ports.REST, port);
    }
  }
}
