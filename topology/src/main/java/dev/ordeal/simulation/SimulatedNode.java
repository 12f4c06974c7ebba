package dev.ordeal.simulation;

import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.agent.AgentLog;
import dev.ordeal.simulation.agent.SimulatedAgent;
import dev.ordeal.simulation.agent.SimulatedGuardian;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.Presence;
import dev.ordeal.simulation.postgres.SimulatedServer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL node: its server, its guardian, and its agent while one runs. */
final class SimulatedNode {
  private final SimulatedCluster cluster;
  private final NodeName name;
  private final Host host;
  private final SimulatedServer server;
  private final SimulatedGuardian guardian;
  private final AgentLog log;
  private @Nullable SimulatedAgent agent;
  private Duration skew = Duration.ZERO;
  private boolean up;
  private boolean frozen;
  private int starts;

  SimulatedNode(SimulatedCluster cluster, NodeName name) {
    this.cluster = cluster;
    this.name = name;
    this.host = cluster.network().host(name.value());
    this.log = new AgentLog(cluster.world());
    this.server =
        new SimulatedServer(
            cluster.world(),
            cluster.network(),
            host,
            cluster.delays(),
            cluster.plants(Misbehaviour.LOSES_ACKNOWLEDGED_WRITES));
    this.guardian =
        new SimulatedGuardian(
            cluster.world(),
            host,
            server,
            cluster.plants(Misbehaviour.KEEPS_WRITING_WITHOUT_LEASE));
  }

  NodeName name() {
    return name;
  }

  SimulatedServer server() {
    return server;
  }

  AgentLog log() {
    return log;
  }

  Presence presence(int port) {
    return host.presence(port);
  }

  /** Whether anything can run on it. */
  boolean isUp() {
    return up;
  }

  boolean isFrozen() {
    return frozen;
  }

  boolean hasAgent() {
    return agent != null && !agent.process().isDead();
  }

  boolean agentIsFrozen() {
    return agent != null && agent.process().isFrozen();
  }

  /** Switches it on: its agent starts, and starts the server. */
  void boot() {
    host.switchOn();
    up = true;
    frozen = false;
    startAgent();
  }

  /** An agent begins after the time that this takes, unless one runs then. */
  void startAgent() {
    int now = ++starts;
    cluster
        .world()
        .after(
            cluster.drawAgentStart(),
            () -> {
              if (now == starts && up && !hasAgent()) {
                begin();
              }
            });
  }

  private void begin() {
    SimulatedAgent started =
        new SimulatedAgent(
            new SimulatedAgent.Place(
                cluster.world(),
                cluster.network(),
                cluster.plan(),
                cluster.delays(),
                host,
                server,
                other -> cluster.node(new NodeName(other)).server(),
                guardian,
                log,
                cluster.turningPoints(),
                cluster.mistakes()));
    agent = started;
    cluster.world().skew(started.group(), skew);
    started.start();
    if (frozen) {
      started.freeze();
    }
  }

  void killAgent() {
    starts++;
    if (agent != null) {
      agent.kill();
    }
  }

  /** SIGTERM to the agent; {@code then} runs when it has ended. */
  void stopAgent(Runnable then) {
    starts++;
    if (agent == null) {
      then.run();
    } else {
      agent.terminate(then);
    }
  }

  /** All its processes are killed; whoever knocks is refused. */
  void kill() {
    killAgent();
    up = false;
    frozen = false;
    server.kill();
    guardian.end();
  }

  /** An orderly end; {@code then} runs when all is stopped. */
  void stop(Runnable then) {
    stopAgent(() -> {
      kill();
      then.run();
    });
  }

  /** From now on it is silent, and what was not on its disk is gone. */
  void losePower() {
    starts++;
    if (agent != null) {
      agent.vanish();
    }
    up = false;
    frozen = false;
    server.losePower();
    guardian.end();
    host.switchOff();
  }

  void freezeAgent() {
    if (agent != null) {
      agent.freeze();
    }
  }

  void thawAgent() {
    if (agent != null && !agent.process().isDead()) {
      agent.thaw();
    }
  }

  void freeze() {
    frozen = true;
    freezeAgent();
    server.freeze();
    guardian.freeze();
  }

  /** The server first: it may be faster than its guardian. */
  void thaw() {
    frozen = false;
    server.thaw();
    guardian.thaw();
    thawAgent();
  }

  SimulatedGuardian guardian() {
    return guardian;
  }

  void skew(Duration offset) {
    skew = offset;
    if (agent != null) {
      cluster.world().skew(agent.group(), offset);
    }
  }

  Duration skew() {
    return skew;
  }

  @Override
  public String toString() {
    return name.value();
  }
}
