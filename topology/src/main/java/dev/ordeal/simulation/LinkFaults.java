package dev.ordeal.simulation;

import dev.ordeal.environment.AppliedFault;
import dev.ordeal.environment.FaultUnavailable;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.fault.Cut;
import dev.ordeal.environment.fault.Fault;
import dev.ordeal.environment.fault.Reset;
import dev.ordeal.environment.fault.Slice;
import dev.ordeal.environment.fault.Slow;
import dev.ordeal.environment.fault.Throttle;
import dev.ordeal.simulation.SimulatedFault.Way;
import dev.ordeal.simulation.network.Network;
import java.util.List;
import java.util.Optional;

/** Faults of links, as states of the network. */
final class LinkFaults {
  private LinkFaults() {}

  static AppliedFault cut(SimulatedCluster cluster, Cut fault) throws FaultUnavailable {
    boolean oneWay = fault.flows().stream().anyMatch(flow -> !flow.requests() || !flow.answers());
    if (fault.manner() == Cut.Manner.REFUSAL && oneWay) {
      throw new FaultUnavailable("a refusal goes both ways: one way alone cannot be refused");
    }
    Network network = cluster.network();
    network.cut(fault);
    String means =
        switch (fault.manner()) {
          case SILENCE -> "messages dropped";
          case REFUSAL -> "messages refused";
          case STALL -> "messages held back";
        };
    return lasting(
        cluster,
        fault,
        fault.flows().stream().map(Cut.Flow::link).distinct().toList(),
        means,
        new Way(
            () ->
                Optional.of("cut off")
                    .filter(words -> fault.flows().stream().noneMatch(network::carries)),
            () -> {
              network.mend(fault);
              return "messages pass again";
            },
            () -> true));
  }

  static AppliedFault slow(SimulatedCluster cluster, Slow fault) {
    Network network = cluster.network();
    long latency = fault.latency().toNanos();
    long jitter = fault.jitter().toNanos();
    network.slow(fault.links(), latency, jitter, 1);
    return lasting(
        cluster,
        fault,
        fault.links(),
        "messages delayed",
        until("delayed", () -> network.slow(fault.links(), latency, jitter, -1)));
  }

  static AppliedFault throttle(SimulatedCluster cluster, Throttle fault) {
    Network network = cluster.network();
    network.throttle(fault.links(), fault.bytesPerSecond());
    return lasting(
        cluster,
        fault,
        fault.links(),
        "messages take their time",
        until("limited", () -> network.throttle(fault.links(), 0)));
  }

  static AppliedFault slice(SimulatedCluster cluster, Slice fault) {
    Network network = cluster.network();
    network.slice(fault.links(), fault.averageBytes(), fault.pause().toNanos());
    return lasting(
        cluster,
        fault,
        fault.links(),
        "messages come in pieces",
        until("in pieces", () -> network.slice(fault.links(), 0, 0)));
  }

  static AppliedFault reset(SimulatedCluster cluster, Reset fault) {
    int met = cluster.network().reset(fault.links());
    return lasting(
        cluster,
        fault,
        fault.links(),
        "connections broken off",
        new Way(
            () -> Optional.of(met + " connections were reset").filter(words -> met > 0),
            () -> "new connections come about as ever",
            () -> false));
  }

  private static Way until(String seen, Runnable cure) {
    return new Way(
        () -> Optional.of(seen),
        () -> {
          cure.run();
          return "as before";
        },
        () -> true);
  }

  private static AppliedFault lasting(
      SimulatedCluster cluster, Fault fault, List<Link> links, String means, Way way) {
    return new SimulatedFault(
        cluster.world(), fault, links.stream().map(Link::toString).toList(), means, way);
  }
}
