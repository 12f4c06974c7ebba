package dev.ordeal.simulation;

import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes.ProxyLine;
import dev.ordeal.environment.plan.ProxyPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Moment;
import dev.ordeal.world.TaskGroup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A proxy with two ports, that asks each agent (or only each server's port) at intervals. A check
 * that gets no answer fails after one interval. It does not imitate queues, retries of connects or
 * limits of lag; a session that is once open costs no further thought.
 */
final class ToyProxy implements Host {
  static final String PRIMARY = "primary";
  static final String REPLICAS = "replicas";

  private final ToyCluster cluster;
  private final ProxyPlan plan;
  private final List<ToyBackend> primary = new ArrayList<>();
  private final List<ToyBackend> replicas = new ArrayList<>();
  private TaskGroup tasks;
  private Presence presence = Presence.CLOSED;
  private int turn;

  ToyProxy(ToyCluster cluster) {
    this.cluster = cluster;
    this.plan = cluster.plan().proxy();
    boolean closes =
        plan.shutdownSessions() && !cluster.plants(Misbehaviour.LEAVES_OLD_SESSIONS_OPEN);
    for (ToyNode node : cluster.nodes()) {
      primary.add(new ToyBackend(PRIMARY, node, plan, closes));
      replicas.add(new ToyBackend(REPLICAS, node, plan, closes));
    }
    this.tasks = cluster.world().group(plan.name().value());
  }

  NodeName name() {
    return plan.name();
  }

  @Override
  public Presence presence() {
    return presence;
  }

  @Override
  public Presence at(int port) {
    return presence;
  }

  void start() {
    tasks.kill();
    tasks = cluster.world().group(plan.name().value());
    presence = Presence.LISTENING;
    for (int i = 0; i < primary.size(); i++) {
      ToyBackend writes = primary.get(i);
      ToyBackend reads = replicas.get(i);
      tasks.spawn("check " + writes.node().name(), () -> check(writes, reads));
    }
  }

  /** Ends it; every session through it is reset. */
  void end() {
    tasks.kill();
    presence = Presence.CLOSED;
    primary.forEach(ToyBackend::endSessions);
    replicas.forEach(ToyBackend::endSessions);
  }

  void freeze() {
    tasks.freeze();
    presence = Presence.SILENT;
  }

  void thaw() {
    if (!tasks.isKilled()) {
      tasks.thaw();
      presence = Presence.LISTENING;
    }
  }

  private void check(ToyBackend writes, ToyBackend reads) {
    ToyNode node = writes.node();
    boolean tcp = plan.check() == ProxyPlan.Check.TCP;
    int port = tcp ? Ports.POSTGRESQL : Ports.REST;
    boolean anyServer = tcp || cluster.plants(Misbehaviour.ROUTES_TO_ANY_SERVER);
    while (true) {
      boolean answered = answersWithinInterval(node, port);
      writes.checked(answered && (anyServer ? node.server().running() : node.saysPrimary()));
      reads.checked(answered && (tcp ? node.server().running() : node.saysReplica()));
      cluster.world().sleep(plan.checkInterval());
    }
  }

  private boolean answersWithinInterval(ToyNode node, int port) {
    Moment deadline = cluster.now().plus(plan.checkInterval());
    while (true) {
      Delivery way = cluster.network().exchange(name().value(), node.name().value(), port);
      switch (way.outcome()) {
        case DELIVERED -> {
          cluster.world().sleep(way.delay());
          return true;
        }
        case REFUSED -> {
          return false;
        }
        case DROPPED -> {
          if (!cluster.now().isBefore(deadline)) {
            return false;
          }
          cluster.world().sleep(ToySession.RETRY);
        }
      }
    }
  }

  /** The server that a new session of {@code port} goes to; empty where none is up. */
  Optional<ToyBackend> choose(String port) {
    List<ToyBackend> up =
        (port.equals(PRIMARY) ? primary : replicas).stream().filter(ToyBackend::up).toList();
    if (up.isEmpty()) {
      return Optional.empty();
    }
    boolean primaryPort = port.equals(PRIMARY);
    return switch (primaryPort ? ProxyPlan.Balance.ROUND_ROBIN : plan.balance()) {
      case ROUND_ROBIN -> Optional.of(up.get(Math.floorMod(turn++, up.size())));
      case LEAST_CONNECTIONS -> up.stream().min(Comparator.comparingInt(ToyBackend::sessions));
      case SOURCE -> Optional.of(up.getFirst());
    };
  }

  List<ProxyLine> lines() {
    List<ProxyLine> lines = new ArrayList<>();
    primary.forEach(backend -> lines.add(backend.line()));
    replicas.forEach(backend -> lines.add(backend.line()));
    return lines;
  }
}
