package dev.ordeal.simulation;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Component;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Faults;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.environment.fault.Kill;
import dev.ordeal.environment.fault.Pause;
import dev.ordeal.environment.fault.PowerOff;
import dev.ordeal.environment.fault.PromoteServer;
import dev.ordeal.environment.fault.Reset;
import dev.ordeal.environment.fault.Restart;
import dev.ordeal.environment.fault.Stop;
import dev.ordeal.simulation.Network.Direction;
import dev.ordeal.simulation.ToyAppliedFault.Way;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Power-off, kill, stop, restart, pause, cut, reset and promotion, as states of the parts. A paused
 * part takes nothing in, so that what was sent to it meanwhile is sent again and not queued.
 */
final class ToyFaults implements Faults {
  private final Supplier<ToyCluster> running;

  ToyFaults(Supplier<ToyCluster> running) {
    this.running = running;
  }

  @Override
  public AppliedFault apply(Fault fault) throws FaultUnavailable {
    ToyCluster cluster = running.get();
    return switch (fault) {
      case PowerOff off -> powerOff(cluster, off);
      case Kill kill -> down(cluster, kill, kill.component(), "tasks killed", false);
      case Stop stop -> down(cluster, stop, stop.component(), "orderly stop", true);
      case Restart restart -> restart(cluster, restart);
      case Pause pause -> pause(cluster, pause);
      case Cut cut -> cut(cluster, cut);
      case Reset reset -> reset(cluster, reset);
      case PromoteServer promote -> promote(cluster, promote);
      default ->
          throw new FaultUnavailable(
              "the simulated environment has no " + fault.yamlName() + ": it is a toy");
    };
  }

  private static AppliedFault powerOff(ToyCluster cluster, PowerOff fault) {
    ToyNode node = cluster.node(fault.node());
    node.end(Presence.SILENT);
    return new ToyAppliedFault(
        cluster.world(),
        fault,
        List.of(fault.node().value()),
        "tasks killed, no answers",
        new Way(
            () -> seen(node.at(Ports.POSTGRESQL) == Presence.SILENT, node + " is silent"),
            () -> {
              node.boot();
              return "switched on with its disk";
            },
            () -> true));
  }

  private static AppliedFault down(
      ToyCluster cluster, Fault fault, Component component, String means, boolean orderly)
      throws FaultUnavailable {
    ToyPart part = ToyPart.of(cluster, component);
    part.down(orderly);
    return new ToyAppliedFault(
        cluster.world(),
        fault,
        List.of(component.toString()),
        means,
        new Way(
            () -> seen(part.presence() == Presence.CLOSED, component + " refuses connections"),
            () -> {
              part.up();
              return "started";
            },
            () -> part.presence() == Presence.CLOSED));
  }

  private static AppliedFault restart(ToyCluster cluster, Restart fault) throws FaultUnavailable {
    ToyPart part = ToyPart.of(cluster, fault.component());
    part.down(true);
    boolean[] started = {false};
    Runnable start =
        () -> {
          if (!started[0]) {
            started[0] = true;
            part.up();
          }
        };
    cluster
        .operatorTasks()
        .spawn(
            "restart " + fault.component(),
            () -> {
              cluster.world().sleep(fault.down());
              start.run();
            });
    return new ToyAppliedFault(
        cluster.world(),
        fault,
        List.of(fault.component().toString()),
        "orderly stop, then start",
        new Way(
            () -> Optional.of(fault.component() + " was stopped"),
            () -> {
              start.run();
              return "started before its time";
            },
            () -> !started[0]));
  }

  private static AppliedFault pause(ToyCluster cluster, Pause fault) throws FaultUnavailable {
    ToyPart part = ToyPart.of(cluster, fault.component());
    if (part.presence() != Presence.LISTENING) {
      throw new FaultUnavailable(fault.component() + " does not run, so it cannot be paused");
    }
    part.freeze();
    return new ToyAppliedFault(
        cluster.world(),
        fault,
        List.of(fault.component().toString()),
        "tasks not scheduled",
        new Way(
            () -> seen(part.presence() == Presence.SILENT, fault.component() + " is silent"),
            () -> {
              part.thaw();
              return "resumed";
            },
            () -> true));
  }

  private static AppliedFault cut(ToyCluster cluster, Cut fault) throws FaultUnavailable {
    if (fault.manner() == Cut.Manner.STALL) {
      throw new FaultUnavailable("the simulated environment has no stall: it is a toy");
    }
    cluster.network().cut(fault);
    return new ToyAppliedFault(
        cluster.world(),
        fault,
        fault.flows().stream().map(flow -> flow.link().toString()).toList(),
        fault.manner() == Cut.Manner.SILENCE ? "messages dropped" : "messages refused",
        new Way(
            () -> seen(fault.flows().stream().noneMatch(flow -> passes(cluster, flow)), "cut off"),
            () -> {
              cluster.network().mend(fault);
              return "messages pass again";
            },
            () -> true));
  }

  private static boolean passes(ToyCluster cluster, Cut.Flow flow) {
    Link link = flow.link();
    Direction direction = flow.requests() ? Direction.REQUEST : Direction.ANSWER;
    return cluster
        .network()
        .reach(link.source(), link.destination(), link.port(), direction)
        .delivered();
  }

  /** Only sessions of clients are reset; everything else in here has no connections to lose. */
  private static AppliedFault reset(ToyCluster cluster, Reset fault) {
    List<ToySession> met =
        cluster.sessions().stream()
            .filter(session -> fault.links().stream().anyMatch(session::uses))
            .toList();
    met.forEach(ToySession::breakOff);
    return new ToyAppliedFault(
        cluster.world(),
        fault,
        fault.links().stream().map(Link::toString).toList(),
        "sessions broken off",
        new Way(
            () -> seen(!met.isEmpty(), met.size() + " sessions were reset"),
            () -> "new sessions come about as ever",
            () -> false));
  }

  private static AppliedFault promote(ToyCluster cluster, PromoteServer fault)
      throws FaultUnavailable {
    ToyNode node = cluster.node(fault.node());
    if (node.at(Ports.POSTGRESQL) != Presence.LISTENING || node.server().primary()) {
      throw new FaultUnavailable(fault.node() + " is no running replica");
    }
    node.server().promote();
    String seen = fault.node() + " is a primary on timeline " + node.server().timeline();
    boolean promoted = node.server().primary();
    return new ToyAppliedFault(
        cluster.world(),
        fault,
        List.of(fault.node().value()),
        "promotion of the server",
        new Way(() -> seen(promoted, seen), () -> "the agents have to mend it", () -> false));
  }

  private static Optional<String> seen(boolean there, String words) {
    return there ? Optional.of(words) : Optional.empty();
  }
}
