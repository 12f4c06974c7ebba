package dev.ordeal.simulation.proxy;

import dev.ordeal.agent.rest.RestRequest;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes.ProxyLine;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.ProxyPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.network.Connection;
import dev.ordeal.simulation.network.Host;
import dev.ordeal.simulation.network.Network;
import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The twin of HAProxy with the configuration of {@code docker/haproxy.cfg.template}: a port for
 * writes and one for reads, checks by the agents' REST API or by TCP with interval, rise and fall,
 * sessions that are closed when their server is marked down, balancing.
 *
 * <p>Not imitated: queues and {@code maxconn}, slow start, spreading of checks, weights, time
 * limits of sessions (an hour there), hashing of addresses (all clients have one), several threads.
 */
public final class SimulatedProxy {
  private static final int RUNTIME_PORT = 9999;

  private final SimulatedWorld world;
  private final Network network;
  private final EnvironmentPlan plan;
  private final Delays delays;
  private final boolean closesSessions;
  private final boolean anyServerTakesWrites;
  private final Host host;
  private OsProcess process;
  private Port primary;
  private Port replicas;

  /**
   * @param leavesSessionsOpen a planted mistake
   * @param anyServerTakesWrites a planted mistake: writes go to any server whose port is open
   */
  public SimulatedProxy(
      SimulatedWorld world,
      Network network,
      EnvironmentPlan plan,
      Delays delays,
      boolean leavesSessionsOpen,
      boolean anyServerTakesWrites) {
    this.world = world;
    this.network = network;
    this.plan = plan;
    this.delays = delays;
    this.closesSessions = plan.proxy().shutdownSessions() && !leavesSessionsOpen;
    this.anyServerTakesWrites = anyServerTakesWrites;
    this.host = network.host(plan.proxy().name().value());
    this.process = new OsProcess(host, "haproxy");
    this.primary = new Port(this, ProxyPlan.Balance.ROUND_ROBIN, List.of());
    this.replicas = primary;
    process.die();
  }

  /** Starts it, with all that it counts at zero. */
  public void start() {
    host.switchOn();
    process = new OsProcess(host, "haproxy");
    boolean tcp = plan.proxy().check() == ProxyPlan.Check.TCP;
    long lag = plan.proxy().maximumLagBytes();
    primary =
        port("primary", ProxyPlan.Balance.ROUND_ROBIN, tcp || anyServerTakesWrites, "/primary");
    replicas =
        port("replicas", plan.proxy().balance(), tcp, lag > 0 ? "/replica?lag=" + lag : "/replica");
    after(
        delays.proxyStart().median(),
        () -> {
          host.listen(Ports.PROXY_PRIMARY, primary);
          host.listen(Ports.PROXY_REPLICAS, replicas);
          host.listen(RUNTIME_PORT, new Runtime());
          begin(primary);
          begin(replicas);
        });
  }

  private Port port(String name, ProxyPlan.Balance balance, boolean tcp, String question) {
    RestRequest request = RestRequest.local("OPTIONS", question, Optional.empty());
    List<Server> servers = new ArrayList<>();
    for (NodeName node : plan.nodes()) {
      servers.add(new Server(this, name, node, tcp, request));
    }
    return new Port(this, balance, servers);
  }

  /** First checks are spread over one interval. */
  private void begin(Port port) {
    long step = plan.proxy().checkInterval().toNanos() / Math.max(1, plan.nodes().size());
    for (int i = 0; i < port.servers().size(); i++) {
      after(i * step, port.servers().get(i)::check);
    }
  }

  /** Its runtime socket. */
  private final class Runtime implements Host.Listener {
    @Override
    public OsProcess process() {
      return process;
    }

    @Override
    public void accept(Connection connection) {
      connection.serveBy(SimulatedProxy.this);
    }
  }

  /** The port of its runtime socket, for the judge. */
  public static int runtimePort() {
    return RUNTIME_PORT;
  }

  /** What {@code show stat} says. */
  public List<ProxyLine> lines() {
    List<ProxyLine> lines = new ArrayList<>();
    primary.servers().forEach(server -> lines.add(server.line()));
    replicas.servers().forEach(server -> lines.add(server.line()));
    return List.copyOf(lines);
  }

  /** Its process now. */
  public OsProcess process() {
    return process;
  }

  /** SIGKILL, or an end in order: HAProxy makes no difference to its sessions. */
  public void kill() {
    host.close(Ports.PROXY_PRIMARY, primary);
    host.close(Ports.PROXY_REPLICAS, replicas);
    process.die();
  }

  public NodeName name() {
    return plan.proxy().name();
  }

  ProxyPlan plan() {
    return plan.proxy();
  }

  Network network() {
    return network;
  }

  boolean closesSessions() {
    return closesSessions;
  }

  void after(long nanos, Runnable work) {
    OsProcess now = process;
    world.after(nanos, () -> now.handle(work));
  }
}
