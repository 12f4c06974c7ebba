package dev.ordeal.simulation.agent;

import dev.ordeal.agent.cycle.Agent;
import dev.ordeal.agent.cycle.AgentParts;
import dev.ordeal.agent.cycle.Identity;
import dev.ordeal.agent.cycle.Watchdog;
import dev.ordeal.agent.etcd.EtcdDcs;
import dev.ordeal.agent.peers.RestPeers;
import dev.ordeal.agent.policy.HaPolicy;
import dev.ordeal.agent.rest.RestApi;
import dev.ordeal.agent.rest.RestSettings;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.etcd.MemberClient;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.simulation.mistakes.Mistakes;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.simulation.ports.TurningPoints;
import dev.ordeal.simulation.postgres.SimulatedServer;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One life of the real reference agent on a simulated node: its tasks and its process. */
public final class SimulatedAgent {
  private final SimulatedWorld world;
  private final Host host;
  private final OsProcess process;
  private final TaskGroup group;
  private final Agent agent;
  private final AgentPort port;
  private boolean stopping;

  /** Where it runs, and what is around it. */
  public record Place(
      SimulatedWorld world,
      Network network,
      EnvironmentPlan plan,
      Delays delays,
      Host host,
      SimulatedServer server,
      Function<String, SimulatedServer> servers,
      SimulatedGuardian guardian,
      AgentLog log,
      TurningPoints turningPoints,
      Mistakes mistakes) {}

  public SimulatedAgent(Place place) {
    this.world = place.world();
    this.host = place.host();
    this.process = new OsProcess(host, "agent");
    this.group = world.group(host.name() + "/agent");
    NodeName node = new NodeName(host.name());
    EnvironmentPlan plan = place.plan();
    NodeConfiguration configuration = new NodeConfiguration(plan, node);
    String scope = NodeConfiguration.scope(plan);
    List<MemberClient> members =
        place.mistakes().endpoints(plan.store().members()).stream()
            .map(member -> new MemberClient(world, place.network(), process, member))
            .toList();
    EtcdDcs dcs = new EtcdDcs(world, members, group, configuration.local().namespace(), scope);
    SimulatedPostgres postgres =
        new SimulatedPostgres(
            world,
            place.network(),
            process,
            place.server(),
            place.servers(),
            place.delays(),
            place.mistakes().include(Misbehaviour.KEEPS_WRITING_WITHOUT_LEASE));
    Identity identity = new Identity(scope, node.value(), Identity.CONTRACT_VERSION);
    RestSettings rest = RestSettings.open("0.0.0.0", Ports.REST, node + ":" + Ports.REST);
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("conn_url", "postgres://" + node + ":" + Ports.POSTGRESQL + "/postgres");
    addresses.put("api_url", rest.apiUrl());
    AgentParts parts =
        new AgentParts(
            world,
            HaPolicy.STANDARD,
            identity,
            addresses,
            configuration.local()::tags,
            true,
            NodeConfiguration.first(plan),
            configuration,
            dcs,
            postgres,
            new RestPeers(world, group, new SimulatedPeerCalls(world, place.network(), process)),
            place.guardian(),
            Watchdog.NONE,
            place.log(),
            () -> {},
            code -> kill());
    this.agent = new Agent(place.mistakes().in(place.turningPoints().observed(node, parts)), group);
    this.port =
        new AgentPort(
            world,
            process,
            group,
            new RestApi(rest, identity, agent.requests(), dcs, world)::handle,
            place.delays().restAnswer());
  }

  /** The name of the key that says who leads, in the store. */
  public static String leaderKey(EnvironmentPlan plan) {
    return prefix(plan) + "leader";
  }

  /** The name of the key that {@code node} writes of itself. */
  public static String memberKey(EnvironmentPlan plan, NodeName node) {
    return prefix(plan) + "members/" + node;
  }

  /** What all keys of the cluster begin with. */
  public static String prefix(EnvironmentPlan plan) {
    return "/service/" + NodeConfiguration.scope(plan) + "/";
  }

  public void start() {
    host.listen(Ports.REST, port);
    agent.start();
  }

  public OsProcess process() {
    return process;
  }

  /** Its tasks, whose wall clock may be bent. */
  public TaskGroup group() {
    return group;
  }

  /**
   * SIGTERM: it stops its server and gives up what it holds; {@code then} runs when it has ended.
   */
  public void terminate(Runnable then) {
    if (process.isDead()) {
      then.run();
    } else if (!stopping) {
      stopping = true;
      host.close(Ports.REST, port);
      group.spawn(
          "farewell",
          () -> {
            agent.stop();
            // Its own group ends with it, so somebody else goes on from here.
            world.after(
                0,
                () -> {
                  kill();
                  then.run();
                });
          });
    }
  }

  /** SIGKILL. */
  public void kill() {
    host.close(Ports.REST, port);
    group.kill();
    process.die();
  }

  /** Its machine has lost its power. */
  public void vanish() {
    group.kill();
    process.vanish();
  }

  public void freeze() {
    group.freeze();
    process.freeze();
  }

  public void thaw() {
    group.thaw();
    process.thaw();
  }
}
