package dev.ordeal.environment;

import dev.ordeal.names.NodeName;

/** A part of an environment that can be killed, stopped or paused by itself. */
public sealed interface Component {
  /** The member whose container it runs in. */
  NodeName host();

  /** A whole PostgreSQL node: the server, its agent, everything in its container. */
  record Node(NodeName host) implements Component {
    @Override
    public String toString() {
      return host.value();
    }
  }

  /** The high-availability agent of a node. */
  record Agent(NodeName host) implements Component {
    @Override
    public String toString() {
      return host + "/agent";
    }
  }

  /** The PostgreSQL server of a node: the postmaster with its children. */
  record Server(NodeName host) implements Component {
    @Override
    public String toString() {
      return host + "/server";
    }
  }

  /** The process beside the server of a node that ends it when the lease has run out. */
  record Guardian(NodeName host) implements Component {
    @Override
    public String toString() {
      return host + "/guardian";
    }
  }

  /** One client backend of a server; its death by SIGKILL makes the server recover from a crash. */
  record Backend(NodeName host) implements Component {
    @Override
    public String toString() {
      return host + "/backend";
    }
  }

  /** A member of the configuration store. */
  record StoreMember(NodeName host) implements Component {
    @Override
    public String toString() {
      return host.value();
    }
  }

  /** A proxy. */
  record Proxy(NodeName host) implements Component {
    @Override
    public String toString() {
      return host.value();
    }
  }
}
