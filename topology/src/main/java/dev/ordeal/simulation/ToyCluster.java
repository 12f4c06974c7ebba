package dev.ordeal.simulation;

import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Everything that runs in a simulated environment, from one start to the next. */
final class ToyCluster {
  private final EnvironmentPlan plan;
  private final World world;
  private final Set<Misbehaviour> planted;
  private final Network network = new Network();
  private final List<ToyNode> nodes = new ArrayList<>();
  private final ToyStore store;
  private final ToyProxy proxy;
  private final TaskGroup storeTasks;
  private final TaskGroup operatorTasks;
  private final List<ToySession> sessions = new ArrayList<>();
  private long serial;

  ToyCluster(EnvironmentPlan plan, World world, Set<Misbehaviour> planted) {
    this.plan = plan;
    this.world = world;
    this.planted = planted;
    for (NodeName name : plan.nodes()) {
      ToyNode node = new ToyNode(this, name);
      nodes.add(node);
      network.add(name.value(), node);
    }
    this.store = new ToyStore(this);
    this.proxy = new ToyProxy(this);
    network.add(proxy.name().value(), proxy);
    this.storeTasks = world.group("store");
    this.operatorTasks = world.group("operator");
  }

  void start() {
    storeTasks.spawn("leases", store::run);
    nodes.forEach(ToyNode::boot);
    proxy.start();
  }

  void end() {
    operatorTasks.kill();
    proxy.end();
    nodes.forEach(node -> node.end(Presence.CLOSED));
    storeTasks.kill();
  }

  EnvironmentPlan plan() {
    return plan;
  }

  World world() {
    return world;
  }

  Moment now() {
    return world.monotonic();
  }

  boolean plants(Misbehaviour misbehaviour) {
    return planted.contains(misbehaviour);
  }

  Network network() {
    return network;
  }

  ToyStore store() {
    return store;
  }

  ToyProxy proxy() {
    return proxy;
  }

  /** The sessions of clients that are not closed, in order of opening. */
  List<ToySession> sessions() {
    return sessions;
  }

  /** For what goes on in the background at somebody's order. */
  TaskGroup operatorTasks() {
    return operatorTasks;
  }

  List<ToyNode> nodes() {
    return nodes;
  }

  /**
   * @throws IllegalArgumentException when there is no such node
   */
  ToyNode node(NodeName name) {
    for (ToyNode node : nodes) {
      if (node.name().equals(name)) {
        return node;
      }
    }
    throw new IllegalArgumentException("no node '" + name + "'");
  }

  long nextSerial() {
    return ++serial;
  }
}
