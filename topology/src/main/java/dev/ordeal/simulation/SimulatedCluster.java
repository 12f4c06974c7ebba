package dev.ordeal.simulation;

import dev.ordeal.environment.Link;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.etcd.SimulatedEtcd;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.simulation.mistakes.Mistakes;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.simulation.ports.TurningPoints;
import dev.ordeal.simulation.proxy.SimulatedProxy;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Everything that runs in a simulated environment, from one start to the next. */
final class SimulatedCluster {
  private final EnvironmentPlan plan;
  private final SimulatedWorld world;
  private final Mistakes mistakes;
  private final Delays delays = Delays.shipped();
  private final Network network;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final SimulatedEtcd etcd;
  private final SimulatedProxy proxy;
  private final OsProcess clients;
  private final OsProcess judge;
  private final TaskGroup operatorTasks;
  private final RandomGenerator random;
  private final TurningPoints turningPoints;

  SimulatedCluster(EnvironmentPlan plan, SimulatedWorld world, Mistakes mistakes) {
    this.plan = plan;
    this.world = world;
    this.mistakes = mistakes;
    this.network = new Network(world, delays);
    this.random = world.random("cluster");
    this.turningPoints = new TurningPoints(world);
    for (NodeName name : plan.nodes()) {
      nodes.add(new SimulatedNode(this, name));
    }
    this.etcd = new SimulatedEtcd(world, network, plan.store(), delays);
    this.proxy =
        new SimulatedProxy(
            world,
            network,
            plan,
            delays,
            plants(Misbehaviour.LEAVES_OLD_SESSIONS_OPEN),
            plants(Misbehaviour.ROUTES_TO_ANY_SERVER));
    this.clients = new OsProcess(network.host(Link.CLIENTS), "clients");
    this.judge = new OsProcess(network.host(Network.JUDGE), "judge");
    this.operatorTasks = world.group("operator");
  }

  void start() {
    plan.store().members().forEach(etcd::start);
    nodes.forEach(SimulatedNode::boot);
    proxy.start();
  }

  /** Nothing of it does anything any more. */
  void end() {
    operatorTasks.kill();
    proxy.kill();
    nodes.forEach(SimulatedNode::kill);
    plan.store().members().forEach(etcd::kill);
    clients.die();
    judge.die();
  }

  EnvironmentPlan plan() {
    return plan;
  }

  SimulatedWorld world() {
    return world;
  }

  Delays delays() {
    return delays;
  }

  long drawAgentStart() {
    return delays.agentStart().draw(random);
  }

  /** What is wrong in it on purpose. */
  Mistakes mistakes() {
    return mistakes;
  }

  TurningPoints turningPoints() {
    return turningPoints;
  }

  boolean plants(Misbehaviour misbehaviour) {
    return mistakes.include(misbehaviour);
  }

  Network network() {
    return network;
  }

  SimulatedEtcd etcd() {
    return etcd;
  }

  SimulatedProxy proxy() {
    return proxy;
  }

  /** Where the workload comes from. */
  OsProcess clients() {
    return clients;
  }

  /** Where the judge looks from. */
  OsProcess judge() {
    return judge;
  }

  /** For what goes on in the background at somebody's order. */
  TaskGroup operatorTasks() {
    return operatorTasks;
  }

  List<SimulatedNode> nodes() {
    return nodes;
  }

  /**
   * The node of that name.
   *
   * @throws IllegalArgumentException when there is no such node
   */
  SimulatedNode node(NodeName name) {
    for (SimulatedNode node : nodes) {
      if (node.name().equals(name)) {
        return node;
      }
    }
    throw new IllegalArgumentException("no node '" + name + "'");
  }
}
