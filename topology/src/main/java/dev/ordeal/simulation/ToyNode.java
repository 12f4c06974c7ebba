package dev.ordeal.simulation;

import dev.ordeal.environment.Ports;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.TaskGroup;

/** A PostgreSQL node: its server and its agent, each with tasks that live and die with it. */
final class ToyNode implements Host {
  private final ToyCluster cluster;
  private final NodeName name;
  private final ToyServer server;
  private TaskGroup agentTasks;
  private TaskGroup serverTasks;
  private Presence presence = Presence.CLOSED;
  private Presence agent = Presence.CLOSED;
  private boolean serverIsFrozen;
  private boolean serverIsHeldDown;

  ToyNode(ToyCluster cluster, NodeName name) {
    this.cluster = cluster;
    this.name = name;
    this.server = new ToyServer(cluster, name);
    this.agentTasks = cluster.world().group(name + "/agent");
    this.serverTasks = cluster.world().group(name + "/server");
  }

  NodeName name() {
    return name;
  }

  ToyServer server() {
    return server;
  }

  @Override
  public Presence presence() {
    return presence;
  }

  @Override
  public Presence at(int port) {
    if (presence != Presence.LISTENING) {
      return presence;
    }
    if (port == Ports.REST) {
      return agent;
    }
    if (!server.running()) {
      return Presence.CLOSED;
    }
    return serverIsFrozen ? Presence.SILENT : Presence.LISTENING;
  }

  /** Whether it should stay down until it is let up, by whom it was stopped. */
  boolean serverIsHeldDown() {
    return serverIsHeldDown;
  }

  void holdServerDown(boolean held) {
    serverIsHeldDown = held;
  }

  /** Switches it on: the agent starts, and starts the server. */
  void boot() {
    presence = Presence.LISTENING;
    serverIsFrozen = false;
    serverIsHeldDown = false;
    serverTasks.kill();
    serverTasks = cluster.world().group(name + "/server");
    serverTasks.spawn("receiver", server::receive);
    startAgent();
  }

  /**
   * Ends all that runs on it.
   *
   * @param how SILENT as without power, CLOSED as when its processes are killed
   */
  void end(Presence how) {
    presence = how;
    endAgent();
    serverTasks.kill();
    server.die();
  }

  void startAgent() {
    agentTasks.kill();
    agentTasks = cluster.world().group(name + "/agent");
    agent = Presence.LISTENING;
    agentTasks.spawn("loop", () -> new ToyAgent(cluster, this).run());
  }

  void endAgent() {
    agentTasks.kill();
    agent = Presence.CLOSED;
  }

  void freezeAgent() {
    agentTasks.freeze();
    agent = Presence.SILENT;
  }

  void thawAgent() {
    if (!agentTasks.isKilled()) {
      agentTasks.thaw();
      agent = Presence.LISTENING;
    }
  }

  void freezeServer() {
    serverTasks.freeze();
    serverIsFrozen = true;
  }

  void thawServer() {
    serverTasks.thaw();
    serverIsFrozen = false;
  }

  void freeze() {
    freezeAgent();
    freezeServer();
    presence = Presence.SILENT;
  }

  void thaw() {
    presence = Presence.LISTENING;
    thawAgent();
    thawServer();
  }

  /** Whether {@code /primary} says 200. */
  boolean saysPrimary() {
    return server.running() && server.primary() && cluster.store().isLedBy(name);
  }

  /** Whether {@code /replica} says 200. */
  boolean saysReplica() {
    return server.running() && !server.primary();
  }

  @Override
  public String toString() {
    return name.value();
  }
}
