package dev.ordeal.simulation;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.Component;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Faults;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.environment.fault.FillDisk;
import dev.ordeal.environment.fault.Kill;
import dev.ordeal.environment.fault.Pause;
import dev.ordeal.environment.fault.PowerOff;
import dev.ordeal.environment.fault.PromoteServer;
import dev.ordeal.environment.fault.Reset;
import dev.ordeal.environment.fault.Restart;
import dev.ordeal.environment.fault.RevokeLease;
import dev.ordeal.environment.fault.Skew;
import dev.ordeal.environment.fault.Slice;
import dev.ordeal.environment.fault.Slow;
import dev.ordeal.environment.fault.SlowDisk;
import dev.ordeal.environment.fault.Stop;
import dev.ordeal.environment.fault.Throttle;
import dev.ordeal.simulation.SimulatedFault.Way;
import dev.ordeal.simulation.agent.SimulatedAgent;
import dev.ordeal.simulation.network.Presence;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** All faults, as states of the twins. */
final class SimulatedFaults implements Faults {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PROMOTION = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(5);

  private final Supplier<SimulatedCluster> running;

  SimulatedFaults(Supplier<SimulatedCluster> running) {
    this.running = running;
  }

  @Override
  public AppliedFault apply(Fault fault) throws FaultUnavailable {
    SimulatedCluster cluster = running.get();
    return switch (fault) {
      case PowerOff off -> powerOff(cluster, off);
      case Kill kill -> kill(cluster, kill);
      case Stop stop -> stop(cluster, stop);
      case Restart restart -> restart(cluster, restart);
      case Pause pause -> pause(cluster, pause);
      case Cut cut -> LinkFaults.cut(cluster, cut);
      case Slow slow -> LinkFaults.slow(cluster, slow);
      case Throttle throttle -> LinkFaults.throttle(cluster, throttle);
      case Slice slice -> LinkFaults.slice(cluster, slice);
      case Reset reset -> LinkFaults.reset(cluster, reset);
      case PromoteServer promote -> promote(cluster, promote);
      case RevokeLease revoke -> revoke(cluster, revoke);
      case FillDisk fill -> fillDisk(cluster, fill);
      case SlowDisk slow -> slowDisk(cluster, slow);
      case Skew skew -> skew(cluster, skew);
    };
  }

  private static AppliedFault powerOff(SimulatedCluster cluster, PowerOff fault) {
    SimulatedNode node = cluster.node(fault.node());
    node.losePower();
    return new SimulatedFault(
        cluster.world(),
        fault,
        List.of(fault.node().value()),
        "no answers, memory gone",
        new Way(
            () -> seen(node.presence(Ports.POSTGRESQL) == Presence.SILENT, node + " is silent"),
            () -> {
              node.boot();
              return "switched on with its disk";
            },
            () -> true));
  }

  private static AppliedFault kill(SimulatedCluster cluster, Kill fault) throws FaultUnavailable {
    if (fault.component() instanceof Component.Backend(var host)) {
      if (!cluster.node(host).server().killBackend()) {
        throw new FaultUnavailable("no client has a backend in " + host);
      }
      return momentary(
          cluster, fault, "SIGKILL to a client backend", "left to the server, which recovers");
    }
    SimulatedPart part = SimulatedPart.of(cluster, fault.component());
    part.kill();
    return part.comesBackByItself()
        ? momentary(cluster, fault, "SIGKILL", "left to the agent, which starts it again")
        : untilStarted(cluster, fault, fault.component(), part, "SIGKILL");
  }

  private static AppliedFault stop(SimulatedCluster cluster, Stop fault) throws FaultUnavailable {
    SimulatedPart part = SimulatedPart.of(cluster, fault.component());
    awaitStop(cluster, fault.component(), part);
    return part.comesBackByItself()
        ? momentary(cluster, fault, "fast shutdown", "left to the agent, which starts its server")
        : untilStarted(cluster, fault, fault.component(), part, "SIGTERM");
  }

  private static void awaitStop(SimulatedCluster cluster, Component component, SimulatedPart part) {
    Mailbox<Boolean> stopped = cluster.world().mailbox();
    part.stop(() -> stopped.put(true));
    if (stopped.take(PATIENCE).isEmpty()) {
      part.kill();
    }
  }

  private static AppliedFault untilStarted(
      SimulatedCluster cluster,
      Fault fault,
      Component component,
      SimulatedPart part,
      String means) {
    return new SimulatedFault(
        cluster.world(),
        fault,
        List.of(component.toString()),
        means,
        new Way(
            () -> seen(part.presence() == Presence.CLOSED, component + " is gone"),
            () -> {
              part.start();
              return "started";
            },
            () -> true));
  }

  private static AppliedFault momentary(
      SimulatedCluster cluster, Fault fault, String means, String heals) {
    Component component =
        switch (fault) {
          case Kill kill -> kill.component();
          case Stop stop -> stop.component();
          default -> throw new IllegalArgumentException("not momentary: " + fault);
        };
    return new SimulatedFault(
        cluster.world(),
        fault,
        List.of(component.toString()),
        means,
        new Way(() -> Optional.of(component + " was ended"), () -> heals, () -> false));
  }

  private static AppliedFault restart(SimulatedCluster cluster, Restart fault)
      throws FaultUnavailable {
    if (fault.component() instanceof Component.Server) {
      throw new FaultUnavailable(
          "an agent starts its server when it likes; restart-server asks it for a restart");
    }
    SimulatedPart part = SimulatedPart.of(cluster, fault.component());
    awaitStop(cluster, fault.component(), part);
    boolean[] started = {false};
    Runnable start =
        () -> {
          if (!started[0]) {
            started[0] = true;
            part.start();
          }
        };
    cluster.world().after(fault.down().toNanos(), start);
    return new SimulatedFault(
        cluster.world(),
        fault,
        List.of(fault.component().toString()),
        "SIGTERM, a start after " + fault.down().toMillis() + " ms",
        new Way(
            () -> Optional.of(fault.component() + " was stopped"),
            () -> {
              start.run();
              return "started before its time";
            },
            () -> !started[0]));
  }

  private static AppliedFault pause(SimulatedCluster cluster, Pause fault) throws FaultUnavailable {
    SimulatedPart part = SimulatedPart.of(cluster, fault.component());
    if (part.presence() != Presence.LISTENING) {
      throw new FaultUnavailable(fault.component() + " does not run, so it cannot be paused");
    }
    part.freeze();
    return new SimulatedFault(
        cluster.world(),
        fault,
        List.of(fault.component().toString()),
        "not scheduled",
        new Way(
            () -> seen(part.presence() == Presence.SILENT, fault.component() + " is silent"),
            () -> {
              part.thaw();
              return "resumed";
            },
            () -> true));
  }

  private static AppliedFault promote(SimulatedCluster cluster, PromoteServer fault)
      throws FaultUnavailable {
    SimulatedNode node = cluster.node(fault.node());
    if (!node.server().runs() || !node.server().takesConnections() || node.server().isPrimary()) {
      throw new FaultUnavailable(fault.node() + " is no running replica");
    }
    node.server().promote();
    Moment end = cluster.world().monotonic().plus(PROMOTION);
    while (!node.server().isPrimary() && cluster.world().monotonic().isBefore(end)) {
      cluster.world().sleep(LOOK);
    }
    boolean promoted = node.server().isPrimary();
    return new SimulatedFault(
        cluster.world(),
        fault,
        List.of(fault.node().value()),
        "pg_promote()",
        new Way(
            () -> seen(promoted, fault.node() + " left recovery"),
            () -> "left to the agents",
            () -> false));
  }

  private static AppliedFault revoke(SimulatedCluster cluster, RevokeLease fault)
      throws FaultUnavailable {
    String key = SimulatedAgent.memberKey(cluster.plan(), fault.node());
    OptionalLong lease = cluster.etcd().revokeLeaseOf(key);
    if (lease.isEmpty()) {
      throw new FaultUnavailable(fault.node() + " has no lease, or the store has no leader");
    }
    return new SimulatedFault(
        cluster.world(),
        fault,
        List.of(fault.node().value()),
        "lease revoke",
        new Way(
            () ->
                seen(
                    cluster.etcd().hasForgotten(lease.getAsLong()),
                    "the lease of " + fault.node() + " is gone"),
            () -> "left to the agents",
            () -> false));
  }

  private static AppliedFault fillDisk(SimulatedCluster cluster, FillDisk fault) {
    SimulatedNode node = cluster.node(fault.node());
    node.server().disk().fill(true);
    return new SimulatedFault(
        cluster.world(),
        fault,
        List.of(fault.node().value()),
        "no space left",
        new Way(
            () -> seen(node.server().disk().isFull(), "no byte is left"),
            () -> {
              node.server().disk().fill(false);
              return "space again";
            },
            () -> true));
  }

  private static AppliedFault slowDisk(SimulatedCluster cluster, SlowDisk fault) {
    SimulatedNode node = cluster.node(fault.node());
    node.server().disk().slow(fault.fsync().toNanos());
    return new SimulatedFault(
        cluster.world(),
        fault,
        List.of(fault.node().value()),
        "longer fsync",
        new Way(
            () -> seen(node.server().disk().slowerFsyncNanos() > 0, "every fsync takes longer"),
            () -> {
              node.server().disk().slow(0);
              return "as fast as before";
            },
            () -> true));
  }

  private static AppliedFault skew(SimulatedCluster cluster, Skew fault) {
    SimulatedNode node = cluster.node(fault.node());
    node.skew(fault.offset());
    return new SimulatedFault(
        cluster.world(),
        fault,
        List.of(fault.node().value()),
        "bent wall clock",
        new Way(
            () -> seen(node.skew().equals(fault.offset()), "its clock is off"),
            () -> {
              node.skew(Duration.ZERO);
              return "its clock is right again";
            },
            () -> true));
  }

  private static Optional<String> seen(boolean there, String words) {
    return there ? Optional.of(words) : Optional.empty();
  }
}
