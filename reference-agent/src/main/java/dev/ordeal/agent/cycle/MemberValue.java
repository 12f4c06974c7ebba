package dev.ordeal.agent.cycle;

import dev.ordeal.agent.policy.Job;
import dev.ordeal.agent.policy.Leaving;
import dev.ordeal.agent.policy.Observation;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.names.Lsn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The value of this node's member key (contract, section 2.2). Pure. */
final class MemberValue {
  private MemberValue() {}

  /**
   * @param addresses {@code conn_url}, {@code api_url} and, where there is one, {@code proxy_url}
   * @param checkpointAfterPromote false from a promotion to its first checkpoint
   */
  static Map<String, Object> of(
      Observation seen,
      Map<String, String> addresses,
      String role,
      boolean checkpointAfterPromote,
      Map<String, Map<String, String>> pendingRestart,
      Optional<NodeSnapshot.ScheduledRestart> scheduledRestart) {
    Map<String, Object> value = new LinkedHashMap<>(addresses);
    Server server = seen.server();
    value.put("state", server.state().word());
    value.put("role", role);
    value.put("version", Identity.CONTRACT_VERSION);
    value.put("agent", Identity.AGENT);
    Map<String, Object> tags = Leaving.tags(seen);
    if (!tags.isEmpty()) {
      value.put("tags", tags);
    }
    if (!pendingRestart.isEmpty()) {
      value.put("pending_restart", true);
      value.put("pending_restart_reason", pendingRestart);
    }
    scheduledRestart.ifPresent(restart -> value.put("scheduled_restart", restart.written()));
    if (seen.settings().paused()) {
      value.put("pause", true);
    }
    if (server.isPrimary() && !checkpointAfterPromote) {
      value.put("checkpoint_after_promote", false);
    }
    if (server.isRunning()) {
      positions(value, server);
    }
    return value;
  }

  private static void positions(Map<String, Object> value, Server server) {
    server.position().ifPresent(lsn -> value.put("xlog_location", lsn.bytes()));
    received(server).ifPresent(lsn -> value.put("receive_lsn", lsn.bytes()));
    server.replayed().ifPresent(lsn -> value.put("replay_lsn", lsn.bytes()));
    if (server.isReplica() && server.streaming()) {
      value.put("replication_state", "streaming");
    }
    server.timeline().ifPresent(timeline -> value.put("timeline", timeline));
  }

  /** A receiver that has just begun says where its segment begins, though more is replayed. */
  private static Optional<Lsn> received(Server server) {
    return server
        .received()
        .map(lsn -> server.replayed().filter(replayed -> replayed.compareTo(lsn) > 0).orElse(lsn));
  }

  /** The word of the contract for this node's role. */
  static String role(Observation seen, String before) {
    Server server = seen.server();
    if (server.dataDirectory() == Server.DataDirectory.EMPTY) {
      return "uninitialized";
    }
    if (server.isPrimary()) {
      return seen.isNamedLeader() || seen.store().leader().isEmpty() || !seen.storeReachable()
          ? "primary"
          : "demoted";
    }
    if (server.isReplica()) {
      String leading = seen.isStandbyCluster() ? "standby_leader" : "promoted";
      return seen.leads() ? leading : "replica";
    }
    boolean givingUp = seen.job().filter(job -> job.kind() == Job.Kind.DEMOTE).isPresent();
    boolean staysPrimary = seen.memory().wasPrimary() && !givingUp && !seen.isStandbyCluster();
    if (seen.isNamedLeader()) {
      return staysPrimary ? "primary" : demoted(before);
    }
    return before.equals("standby_leader") ? "replica" : demoted(before);
  }

  private static String demoted(String before) {
    return before.equals("primary") || before.equals("promoted") ? "demoted" : before;
  }
}
