package dev.ordeal.engine;

import dev.ordeal.environment.Probes;
import dev.ordeal.environment.Probes.ProxyView;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.evidence.Reach;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.names.NodeName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Waits until a healed environment has settled: somebody leads, every other node streams from it,
 * the proxy routes writes to the leader alone and reads to all others, and writes flow.
 */
final class Settling {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final long RECENT_NS = Duration.ofSeconds(1).toNanos();

  /** So many looks in a row must find it so. */
  private static final int STEADY_LOOKS = 5;

  private final EnvironmentPlan plan;
  private final Probes probes;
  private final Cast cast;
  private final Acknowledgements acknowledgements;
  private final Recorder clock;
  private final boolean writesAreExpected;

  /** What was missing, and in how many looks; in the order in which it was first missed. */
  private final Map<String, Integer> missed = new LinkedHashMap<>();

  private int looks;
  private int steady;

  Settling(
      EnvironmentPlan plan,
      Probes probes,
      Cast cast,
      Acknowledgements acknowledgements,
      Recorder clock,
      boolean writesAreExpected) {
    this.plan = plan;
    this.probes = probes;
    this.cast = cast;
    this.acknowledgements = acknowledgements;
    this.clock = clock;
    this.writesAreExpected = writesAreExpected;
  }

  /**
   * @return what was missing until the time was up, and in how many looks of how many, so that what
   *     comes and goes is told from what stays away; empty when it has settled
   */
  String settle(Interruption interruption, Duration limit) {
    missed.clear();
    looks = 0;
    steady = 0;
    boolean settled = interruption.await(this::isSteady, LOOK, limit);
    return settled ? "" : "not settled within " + Words.of(limit) + ": " + inLooks();
  }

  private boolean isSteady() {
    String missing = missing();
    looks++;
    if (missing.isEmpty()) {
      steady++;
    } else {
      steady = 0;
      missed.merge(missing, 1, Integer::sum);
    }
    return steady >= STEADY_LOOKS;
  }

  private String inLooks() {
    String lacks =
        missed.entrySet().stream()
            .map(lack -> lack.getKey() + " (in " + lack.getValue() + " of " + looks + " looks)")
            .collect(Collectors.joining(", "));
    return steady == 0 ? lacks : lacks + "; nothing in the last " + steady;
  }

  private String missing() {
    var cluster = cast.cluster();
    Optional<NodeName> leader = cluster.leader();
    if (leader.isEmpty()) {
      return "nobody leads";
    }
    List<NodeName> others =
        plan.nodes().stream().filter(node -> !node.equals(leader.get())).toList();
    for (NodeName node : others) {
      if (!cluster.streaming().contains(node)) {
        return node + " does not stream";
      }
    }
    String routes = wrongRoutes(leader.get(), others);
    if (!routes.isEmpty()) {
      return routes;
    }
    boolean flowing = clock.nowNs() - acknowledgements.latestAtNs() <= RECENT_NS;
    return flowing || !writesAreExpected ? "" : "no write was acknowledged for a second";
  }

  private String wrongRoutes(NodeName leader, List<NodeName> others) {
    ProxyView view = probes.proxy(plan.proxy().name(), LIMIT);
    if (view.reach() != Reach.ANSWERED) {
      return "the proxy does not answer";
    }
    if (!up(view, "primary").contains(leader)) {
      return "the proxy does not route writes to " + leader;
    }
    for (NodeName node : others) {
      if (!up(view, "replicas").contains(node)) {
        return "the proxy does not route reads to " + node;
      }
    }
    return "";
  }

  private static List<NodeName> up(ProxyView view, String backend) {
    return view.lines().stream()
        .filter(line -> line.backend().equals(backend) && line.up())
        .map(Probes.ProxyLine::node)
        .toList();
  }
}
