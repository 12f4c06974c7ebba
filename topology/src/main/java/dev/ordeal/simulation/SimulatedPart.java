package dev.ordeal.simulation;

import dev.ordeal.environment.Component;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Ports;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.agent.SimulatedGuardian;
import dev.ordeal.simulation.network.Presence;

/** What a fault can do to a component, whatever it is. */
interface SimulatedPart {
  Presence presence();

  void kill();

  /** Ends it in order; {@code then} runs when it has ended. */
  void stop(Runnable then);

  void start();

  void freeze();

  void thaw();

  /** Whether somebody else starts it again: then there is nothing to heal. */
  default boolean comesBackByItself() {
    return false;
  }

  /** What a component is here; a client's backend is none. */
  static SimulatedPart of(SimulatedCluster cluster, Component component) throws FaultUnavailable {
    return switch (component) {
      case Component.Node(NodeName host) -> new WholeNode(cluster.node(host));
      case Component.Agent(NodeName host) -> new Agent(cluster.node(host));
      case Component.Server(NodeName host) -> new Server(cluster.node(host));
      case Component.Guardian(NodeName host) -> new Guardian(cluster.node(host).guardian());
      case Component.StoreMember(NodeName host) -> new Member(cluster, host);
      case Component.Proxy(NodeName host) -> new Proxy(cluster);
      case Component.Backend(NodeName host) ->
          throw new FaultUnavailable("a client backend can only be killed: " + host);
    };
  }

  record WholeNode(SimulatedNode node) implements SimulatedPart {
    @Override
    public Presence presence() {
      if (node.isFrozen()) {
        return Presence.SILENT;
      }
      return node.isUp() ? Presence.LISTENING : Presence.CLOSED;
    }

    @Override
    public void kill() {
      node.kill();
    }

    @Override
    public void stop(Runnable then) {
      node.stop(then);
    }

    @Override
    public void start() {
      node.boot();
    }

    @Override
    public void freeze() {
      node.freeze();
    }

    @Override
    public void thaw() {
      node.thaw();
    }
  }

  record Agent(SimulatedNode node) implements SimulatedPart {
    @Override
    public Presence presence() {
      if (!node.hasAgent()) {
        return Presence.CLOSED;
      }
      return node.agentIsFrozen() ? Presence.SILENT : Presence.LISTENING;
    }

    @Override
    public void kill() {
      node.killAgent();
    }

    @Override
    public void stop(Runnable then) {
      node.stopAgent(then);
    }

    @Override
    public void start() {
      node.startAgent();
    }

    @Override
    public void freeze() {
      node.freezeAgent();
    }

    @Override
    public void thaw() {
      node.thawAgent();
    }
  }

  record Server(SimulatedNode node) implements SimulatedPart {
    @Override
    public Presence presence() {
      if (!node.server().isAlive()) {
        return Presence.CLOSED;
      }
      return node.server().runs() ? Presence.LISTENING : node.presence(Ports.POSTGRESQL);
    }

    @Override
    public void kill() {
      node.server().kill();
    }

    @Override
    public void stop(Runnable then) {
      node.server().stopFast();
      then.run();
    }

    @Override
    public void start() {}

    @Override
    public void freeze() {
      node.server().freeze();
    }

    @Override
    public void thaw() {
      node.server().thaw();
    }

    @Override
    public boolean comesBackByItself() {
      return true;
    }
  }

  record Guardian(SimulatedGuardian guardian) implements SimulatedPart {
    @Override
    public Presence presence() {
      if (guardian.process().isDead()) {
        return Presence.CLOSED;
      }
      return guardian.process().isFrozen() ? Presence.SILENT : Presence.LISTENING;
    }

    @Override
    public void kill() {
      guardian.process().die();
    }

    @Override
    public void stop(Runnable then) {
      throw new IllegalStateException("a guardian is killed or paused, never stopped");
    }

    @Override
    public void start() {}

    @Override
    public void freeze() {
      guardian.freeze();
    }

    @Override
    public void thaw() {
      guardian.thaw();
    }

    @Override
    public boolean comesBackByItself() {
      return true;
    }
  }

  record Member(SimulatedCluster cluster, NodeName name) implements SimulatedPart {
    @Override
    public Presence presence() {
      return cluster.etcd().presence(name);
    }

    @Override
    public void kill() {
      cluster.etcd().kill(name);
    }

    @Override
    public void stop(Runnable then) {
      cluster.etcd().kill(name);
      then.run();
    }

    @Override
    public void start() {
      cluster.etcd().start(name);
    }

    @Override
    public void freeze() {
      cluster.etcd().freeze(name);
    }

    @Override
    public void thaw() {
      cluster.etcd().thaw(name);
    }
  }

  record Proxy(SimulatedCluster cluster) implements SimulatedPart {
    @Override
    public Presence presence() {
      return cluster.network().host(cluster.proxy().name().value()).presence(Ports.PROXY_PRIMARY);
    }

    @Override
    public void kill() {
      cluster.proxy().kill();
    }

    @Override
    public void stop(Runnable then) {
      cluster.proxy().kill();
      then.run();
    }

    @Override
    public void start() {
      cluster.proxy().start();
    }

    @Override
    public void freeze() {
      cluster.proxy().process().freeze();
    }

    @Override
    public void thaw() {
      cluster.proxy().process().thaw();
    }
  }
}
