package dev.ordeal.simulation;

import dev.ordeal.environment.Component;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Ports;
import dev.ordeal.names.NodeName;
import java.util.Optional;

/** What a fault can do to a component, whatever it is. */
interface ToyPart {
  Presence presence();

  /** Ends it; where {@code orderly}, it first gives up what it holds. */
  void down(boolean orderly);

  void up();

  void freeze();

  void thaw();

  /**
   * @throws FaultUnavailable where this environment has no such part
   */
  static ToyPart of(ToyCluster cluster, Component component) throws FaultUnavailable {
    return switch (component) {
      case Component.Node(NodeName host) -> new WholeNode(cluster, cluster.node(host));
      case Component.Agent(NodeName host) -> new Agent(cluster, cluster.node(host));
      case Component.Server(NodeName host) -> new Server(cluster.node(host));
      case Component.StoreMember(NodeName host) -> new Member(cluster.store(), host);
      case Component.Proxy(NodeName host) -> new Proxy(cluster.proxy());
      case Component.Backend(NodeName host) ->
          throw new FaultUnavailable(
              "the servers of the simulated environment have no backends: it is a toy");
    };
  }

  /** An agent that ends in order demotes its server and leaves the key free. */
  private static void handOver(ToyCluster cluster, ToyNode node) {
    if (cluster.store().isLedBy(node.name())) {
      cluster.store().release(Optional.empty());
    }
  }

  record WholeNode(ToyCluster cluster, ToyNode node) implements ToyPart {
    @Override
    public Presence presence() {
      return node.presence();
    }

    @Override
    public void down(boolean orderly) {
      node.end(Presence.CLOSED);
      if (orderly) {
        handOver(cluster, node);
      }
    }

    @Override
    public void up() {
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

  record Agent(ToyCluster cluster, ToyNode node) implements ToyPart {
    @Override
    public Presence presence() {
      return node.at(Ports.REST);
    }

    @Override
    public void down(boolean orderly) {
      node.endAgent();
      if (orderly) {
        node.server().die();
        handOver(cluster, node);
      }
    }

    @Override
    public void up() {
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

  /** A killed server is started by its agent; one that was stopped stays down. */
  record Server(ToyNode node) implements ToyPart {
    @Override
    public Presence presence() {
      return node.at(Ports.POSTGRESQL);
    }

    @Override
    public void down(boolean orderly) {
      node.holdServerDown(orderly);
      node.server().die();
    }

    @Override
    public void up() {
      node.holdServerDown(false);
    }

    @Override
    public void freeze() {
      node.freezeServer();
    }

    @Override
    public void thaw() {
      node.thawServer();
    }
  }

  record Member(ToyStore store, NodeName name) implements ToyPart {
    @Override
    public Presence presence() {
      return store.state(name);
    }

    @Override
    public void down(boolean orderly) {
      store.state(name, Presence.CLOSED);
    }

    @Override
    public void up() {
      store.state(name, Presence.LISTENING);
    }

    @Override
    public void freeze() {
      store.state(name, Presence.SILENT);
    }

    @Override
    public void thaw() {
      store.state(name, Presence.LISTENING);
    }
  }

  record Proxy(ToyProxy proxy) implements ToyPart {
    @Override
    public Presence presence() {
      return proxy.presence();
    }

    @Override
    public void down(boolean orderly) {
      proxy.end();
    }

    @Override
    public void up() {
      proxy.start();
    }

    @Override
    public void freeze() {
      proxy.freeze();
    }

    @Override
    public void thaw() {
      proxy.thaw();
    }
  }
}
