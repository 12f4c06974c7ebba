package dev.ordeal.agent.rest;

import dev.ordeal.agent.configuration.TagRules;
import dev.ordeal.agent.cycle.NodeSnapshot;
import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a proxy or an orchestrator asks: is this node fit for that? 200 or 503 (contract, section
 * 3.1). Answered from what the agent published last; only a limit of the lag needs the server. A
 * server that was asked and does not answer takes no reads; writes go by what was published, lest a
 * slow query of one check takes the primary out.
 *
 * <p>Stricter than Patroni in two points: while the server does not run, or is not yet in
 * production, no path sends writes to it, whoever holds the leader key; and none does from the
 * moment on at which the node begins to give leadership up, so that a server that is about to stop
 * need not turn clients away one by one.
 */
final class HealthChecks {
  private final NodeStatus node;
  private final NodeSnapshot snapshot;
  private final Map<String, String> query;

  private HealthChecks(NodeStatus node, Map<String, String> query) {
    this.node = node;
    this.snapshot = node.snapshot();
    this.query = query;
  }

  /** Whether the answer needs what the server says now. */
  static boolean needsServer(String path, Map<String, String> query) {
    return path.equals("/readiness") || (query.containsKey("lag") && !path.equals("/liveness"));
  }

  /**
   * @param node with the server's answer where {@link #needsServer} asks for it
   * @return 200 or 503
   */
  static int code(String path, Map<String, String> query, NodeStatus node) {
    var checks = new HealthChecks(node, query);
    boolean good =
        switch (path) {
          case "/liveness" -> checks.isAlive();
          case "/readiness" -> checks.isReady();
          default -> checks.isFit(path.equals("/") ? "/primary" : path);
        };
    return good ? 200 : 503;
  }

  private boolean isFit(String path) {
    if (path.contains("standby_leader") || path.contains("standby-leader")) {
      return leadsStandbyCluster();
    }
    if (path.contains("leader")) {
      return leads();
    }
    if (path.contains("master") || path.contains("primary") || path.contains("read-write")) {
      return isPrimary();
    }
    return hasTags() && isFitAsReplica(path);
  }

  private boolean isFitAsReplica(String path) {
    if (path.contains("replica")) {
      return standbyUp();
    }
    if (path.contains("read-only") && !path.contains("sync") && !path.contains("quorum")) {
      return takesEverything() || standbyUp();
    }
    if (path.contains("health")) {
      return node.isRunning();
    }
    if (node.view().isEmpty()) {
      return false;
    }
    return switch (path) {
      case "/sync", "/synchronous" -> node.isSyncStandby() && standbyUp();
      case "/quorum" -> node.isQuorumStandby() && standbyUp();
      case "/async", "/asynchronous" ->
          !node.isSyncStandby() && !node.isQuorumStandby() && standbyUp();
      case "/read-only-sync", "/read-only-synchronous" ->
          takesEverything() || (node.isSyncStandby() && standbyUp());
      case "/read-only-quorum" -> takesEverything() || (node.isQuorumStandby() && standbyUp());
      default -> false;
    };
  }

  private boolean takesEverything() {
    return isPrimary() || leadsStandbyCluster();
  }

  private boolean isPrimary() {
    return snapshot.settings().standbyCluster().isEmpty()
        && snapshot.server().isPrimary()
        && !snapshot.isStandingDown()
        && holdsKey();
  }

  private boolean leadsStandbyCluster() {
    if (followsLocalRole()) {
      return role().equals("standby_leader");
    }
    return isStandbyCluster() && leads() && !role().equals("primary");
  }

  /** As {@code /leader} means it; a paused leader is one whatever its server does. */
  private boolean leads() {
    if (followsLocalRole()) {
      return role().equals("primary") || role().equals("standby_leader");
    }
    boolean serves =
        isStandbyCluster() ? snapshot.server().isRunning() : snapshot.server().isPrimary();
    return holdsKey() && (serves || snapshot.settings().paused());
  }

  private boolean holdsKey() {
    return followsLocalRole() || snapshot.leads(node.now());
  }

  /** Nobody demotes a paused node: without a store its own role is what counts. */
  private boolean followsLocalRole() {
    return snapshot.settings().paused() && node.view().isEmpty();
  }

  private boolean standbyUp() {
    boolean leadsStandbys = isStandbyCluster() && snapshot.leads(node.now());
    return node.isRunning()
        && role().equals("replica")
        && !leadsStandbys
        && !snapshot.tags().noLoadBalance()
        && !lags();
  }

  private boolean isStandbyCluster() {
    return snapshot.settings().standbyCluster().isPresent();
  }

  private String role() {
    return snapshot
        .server()
        .role()
        .map(role -> NodeStatus.roleOf(snapshot, role))
        .orElse(snapshot.role());
  }

  private boolean lags() {
    OptionalLong limit = lagLimit();
    if (limit.isEmpty()) {
      return false;
    }
    if (node.answer().isEmpty()) {
      return true;
    }
    long replayed = bytes(node.answer().flatMap(ServerStatus::replayed));
    long source = sourcePosition();
    return source > 0 && source - replayed > limit.getAsLong();
  }

  private OptionalLong lagLimit() {
    return Optional.ofNullable(query.get("lag"))
        .map(SizeText::bytes)
        .orElseGet(OptionalLong::empty);
  }

  /** How far the source's log is known to reach; 0 while nothing is known. */
  private long sourcePosition() {
    return Math.max(
        bytes(node.view().map(StoreView::status).flatMap(status -> status.optime())),
        bytes(node.answer().flatMap(ServerStatus::latestEnd)));
  }

  private static long bytes(Optional<Lsn> position) {
    return position.map(Lsn::bytes).orElse(0L);
  }

  private boolean hasTags() {
    if (query.isEmpty()) {
      return true;
    }
    Map<String, Object> tags = TagRules.published(snapshot.tags());
    return query.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("tag_"))
        .allMatch(entry -> {
          Object tag = tags.get(entry.getKey().substring("tag_".length()));
          return tag != null && String.valueOf(tag).equals(entry.getValue());
        });
  }

  private boolean isAlive() {
    Duration timeToLive = snapshot.settings().timeToLive();
    Duration limit = snapshot.server().isPrimary() ? timeToLive : timeToLive.multipliedBy(2);
    return snapshot.settings().paused()
        || node.now().since(snapshot.cycleEnded()).compareTo(limit) < 0;
  }

  private boolean isReady() {
    if (snapshot.leads(node.now())) {
      return true;
    }
    ServerStatus server = node.answer().orElse(null);
    if (!snapshot.server().isRunning()
        || server == null
        || server.role() == Role.PRIMARY
        || server.replicationState().filter("streaming"::equals).isEmpty()) {
      return false;
    }
    if (node.view().isEmpty() && server.latestEnd().isEmpty()) {
      return snapshot.failsafeActive();
    }
    boolean byReceived = "write".equals(query.get("mode"));
    long reached =
        byReceived ? bytes(server.received().or(server::replayed)) : bytes(server.replayed());
    return sourcePosition() - reached
        <= lagLimit().orElse(snapshot.settings().maximumLagOnFailover());
  }
}
