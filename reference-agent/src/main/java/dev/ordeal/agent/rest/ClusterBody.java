package dev.ordeal.agent.rest;

import dev.ordeal.agent.cycle.Identity;
import dev.ordeal.agent.cycle.NodeSnapshot;
import dev.ordeal.agent.policy.ManualFailover;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.names.Lsn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole cluster as the store shows it, {@code GET /cluster} (contract, section 3.3). */
final class ClusterBody {
  private static final List<String> AS_WRITTEN =
      List.of("timeline", "pending_restart", "pending_restart_reason", "scheduled_restart", "tags");

  private ClusterBody() {}

  /**
   * @param values of the member keys as written, by name
   */
  static Map<String, Object> of(
      Identity identity, NodeSnapshot snapshot, Map<String, Map<String, Object>> values) {
    StoreView view = snapshot.store().orElse(StoreView.EMPTY);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "members",
        view.members().values().stream()
            .map(member ->
                member(member, values.getOrDefault(member.name(), Map.of()), view, snapshot))
            .toList());
    if (snapshot.settings().paused()) {
      body.put("pause", true);
    }
    view.failover()
        .flatMap(ClusterBody::scheduled)
        .ifPresent(plan -> body.put("scheduled_switchover", plan));
    body.put("scope", identity.scope());
    return body;
  }

  private static Optional<Map<String, Object>> scheduled(ManualFailover failover) {
    return failover
        .scheduledAt()
        .map(at -> {
          Map<String, Object> plan = new LinkedHashMap<>();
          plan.put("at", IsoTime.of(at));
          failover.leader().ifPresent(name -> plan.put("from", name));
          failover.candidate().ifPresent(name -> plan.put("to", name));
          return plan;
        });
  }

  private static Map<String, Object> member(
      Member member, Map<String, Object> written, StoreView view, NodeSnapshot snapshot) {
    boolean leads = view.isLeader(member.name());
    String role = role(member, leads, view, snapshot);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", member.name());
    line.put("role", role);
    line.put(
        "state",
        role.equals("leader") ? member.state() : member.replicationState().orElse(member.state()));
    line.put("api_url", member.apiUrl());
    HostPort.of(member.connectUrl())
        .ifPresent(address -> {
          line.put("host", address.host());
          address.port().ifPresent(port -> line.put("port", port));
        });
    for (String name : AS_WRITTEN) {
      Object value = written.get(name);
      if (value != null) {
        line.put(name, value);
      }
    }
    if (!leads) {
      long leader = view.status().optime().map(Lsn::bytes).orElse(0L);
      addPosition(line, "receive_lsn", "receive_lag", written.get("receive_lsn"), leader);
      addPosition(line, "replay_lsn", "replay_lag", written.get("replay_lsn"), leader);
      addPosition(line, "lsn", "lag", written.get("xlog_location"), leader);
    }
    return line;
  }

  private static String role(Member member, boolean leads, StoreView view, NodeSnapshot snapshot) {
    if (leads) {
      return snapshot.settings().standbyCluster().isPresent() ? "standby_leader" : "leader";
    }
    if (snapshot.settings().isSynchronous() && view.sync().isStandby(member.name())) {
      return snapshot.settings().isQuorum() ? "quorum_standby" : "sync_standby";
    }
    return "replica";
  }

  private static void addPosition(
      Map<String, Object> line,
      String positionName,
      String lagName,
      @org.jspecify.annotations.Nullable Object position,
      long leader) {
    if (position instanceof Number number) {
      line.put(positionName, new Lsn(number.longValue()).toString());
      line.put(lagName, Math.max(0, leader - number.longValue()));
    } else {
      line.put(positionName, "unknown");
      line.put(lagName, "unknown");
    }
  }
}
