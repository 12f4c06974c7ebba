package dev.ordeal.agent.rest;

import dev.ordeal.agent.configuration.TagRules;
import dev.ordeal.agent.cycle.Identity;
import dev.ordeal.agent.cycle.NodeSnapshot;
import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /patroni} and the health checks tell of this node (contract, section 3.2). Flags that
 * are false are left out.
 */
final class StatusBody {
  private StatusBody() {}

  static Map<String, @Nullable Object> of(Identity identity, NodeStatus node) {
    NodeSnapshot snapshot = node.snapshot();
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("state", node.state());
    node.answer()
        .ifPresent(server -> body.put("postmaster_start_time", server.postmasterStartTime()));
    body.put("role", node.role());
    node.answer().ifPresent(server -> addServer(body, server));
    addFlag(body, "sync_standby", node.role().equals("replica") && node.isSyncStandby());
    addFlag(body, "quorum_standby", node.role().equals("replica") && node.isQuorumStandby());
    node.answer()
        .map(ServerStatus::replication)
        .filter(lines -> !lines.isEmpty())
        .ifPresent(lines -> body.put("replication", replication(lines)));
    addFlag(body, "pause", snapshot.settings().paused());
    addFlag(body, "cluster_unlocked", node.isUnlocked());
    addFlag(body, "failsafe_mode_is_active", snapshot.failsafeActive());
    body.put("dcs_last_seen", snapshot.storeSeen().getEpochSecond());
    Map<String, Object> tags = TagRules.published(snapshot.tags());
    if (!tags.isEmpty()) {
      body.put("tags", tags);
    }
    snapshot
        .server()
        .systemIdentifier()
        .ifPresent(identifier -> body.put("database_system_identifier", identifier));
    if (!snapshot.pendingRestart().isEmpty()) {
      body.put("pending_restart", true);
      body.put("pending_restart_reason", snapshot.pendingRestart());
    }
    snapshot
        .scheduledRestart()
        .ifPresent(restart -> body.put("scheduled_restart", scheduledRestart(restart)));
    addFlag(body, "watchdog_failed", snapshot.watchdogFailed());
    Map<String, Object> patroni = new LinkedHashMap<>();
    patroni.put("version", identity.version());
    patroni.put("scope", identity.scope());
    patroni.put("name", identity.name());
    body.put("patroni", patroni);
    return body;
  }

  private static void addServer(Map<String, @Nullable Object> body, ServerStatus server) {
    body.put("server_version", server.serverVersion());
    body.put("xlog", server.role() == Role.PRIMARY ? written(server) : replayed(server));
    body.put("timeline", server.timeline());
    server.replicationState().ifPresent(state -> body.put("replication_state", state));
  }

  private static Map<String, @Nullable Object> written(ServerStatus server) {
    Map<String, @Nullable Object> log = new LinkedHashMap<>();
    log.put("location", server.location().map(Lsn::bytes).orElse(0L));
    return log;
  }

  private static Map<String, @Nullable Object> replayed(ServerStatus server) {
    Map<String, @Nullable Object> log = new LinkedHashMap<>();
    log.put("received_location", server.received().or(server::replayed).map(Lsn::bytes).orElse(0L));
    log.put("replayed_location", server.replayed().map(Lsn::bytes).orElse(0L));
    log.put("replayed_timestamp", server.replayedTimestamp().orElse(null));
    log.put("paused", server.replayPaused());
    return log;
  }

  private static List<Map<String, @Nullable Object>> replication(List<ServerStatus.Replica> lines) {
    return lines.stream().map(StatusBody::line).toList();
  }

  private static Map<String, @Nullable Object> line(ServerStatus.Replica replica) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("usename", replica.user());
    line.put("application_name", replica.applicationName());
    line.put("client_addr", replica.clientAddress().orElse(null));
    line.put("state", replica.state());
    line.put("sync_state", replica.syncState());
    line.put("sync_priority", replica.syncPriority());
    return line;
  }

  private static Map<String, Object> scheduledRestart(NodeSnapshot.ScheduledRestart restart) {
    Map<String, Object> scheduled = new LinkedHashMap<>();
    scheduled.put("schedule", IsoTime.of(restart.schedule()));
    scheduled.putAll(restart.filters());
    return scheduled;
  }

  private static void addFlag(Map<String, @Nullable Object> body, String name, boolean value) {
    if (value) {
      body.put(name, true);
    }
  }
}
