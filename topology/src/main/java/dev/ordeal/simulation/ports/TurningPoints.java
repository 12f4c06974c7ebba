package dev.ordeal.simulation.ports;

import dev.ordeal.agent.cycle.AgentParts;
import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.cycle.Postgres;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes down when agents change something: the store or their server. */
public final class TurningPoints {
  private static final List<String> IN_THE_STORE =
      List.of(
          "takeLeaderKey",
          "moveLeaderKey",
          "handLeaderKey",
          "releaseLeaderKey",
          "renewLease",
          "createInitialize",
          "clearFailover",
          "writeFailsafe",
          "claimTimeline",
          "writeHistory",
          "writeSync",
          "deleteSync");
  private static final List<String> AT_THE_SERVER =
      List.of(
          "bootstrap",
          "copyFrom",
          "startAsPrimary",
          "startAsReplica",
          "rewind",
          "follow",
          "promote",
          "stop",
          "checkpoint",
          "setSynchronousNames");

  private final SimulatedWorld world;
  private final List<TurningPoint> points = new ArrayList<>();

  public TurningPoints(SimulatedWorld world) {
    this.world = world;
  }

  /** The parts of one agent, observed. */
  public AgentParts observed(NodeName node, AgentParts parts) {
    return new AgentParts(
        parts.world(),
        parts.policy(),
        parts.identity(),
        parts.addresses(),
        parts.tags(),
        parts.canBootstrap(),
        parts.bootstrapConfiguration(),
        parts.settings(),
        Interposed.on(Dcs.class, parts.dcs(), noticed(node, IN_THE_STORE)),
        Interposed.on(Postgres.class, parts.postgres(), noticed(node, AT_THE_SERVER)),
        parts.peers(),
        parts.guard(),
        parts.watchdog(),
        parts.log(),
        parts.reload(),
        parts.onExit());
  }

  private Map<String, Interposed.Instead> noticed(NodeName node, List<String> calls) {
    Map<String, Interposed.Instead> instead = new TreeMap<>();
    for (String call : calls) {
      instead.put(
          call,
          (_, right) -> {
            add(node, call + " begins");
            try {
              return right.go();
            } finally {
              add(node, call + " has ended");
            }
          });
    }
    return instead;
  }

  private void add(NodeName node, String what) {
    points.add(new TurningPoint(world.nanos(), node, what));
  }

  /** All so far, in the order of time. */
  public List<TurningPoint> all() {
    return List.copyOf(points);
  }
}
