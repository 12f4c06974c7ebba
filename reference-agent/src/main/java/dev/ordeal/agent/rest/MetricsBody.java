package dev.ordeal.agent.rest;

import dev.ordeal.agent.cycle.Identity;
import dev.ordeal.agent.cycle.NodeSnapshot;
import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** This node in Prometheus' text format, {@code GET /metrics} (contract, section 3.3). */
final class MetricsBody {
  private static final DateTimeFormatter POSTGRES_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendOffset("+HH:mm", "Z")
          .toFormatter(Locale.ROOT);

  private final StringBuilder text = new StringBuilder();
  private final String labels;

  private MetricsBody(Identity identity) {
    this.labels = "{scope=\"%s\",name=\"%s\"}".formatted(identity.scope(), identity.name());
  }

  static String of(Identity identity, NodeStatus node) {
    var body = new MetricsBody(identity);
    NodeSnapshot snapshot = node.snapshot();
    Optional<ServerStatus> server = node.answer();
    Optional<ServerStatus> replica = server.filter(answer -> answer.role() == Role.REPLICA);
    body.gauge("version", "Version of the contract, two digits a part.", version(identity));
    body.gauge("postgres_running", "1 while PostgreSQL runs.", node.state().equals("running"));
    body.gauge(
        "postmaster_start_time",
        "When PostgreSQL was started, seconds of the epoch; 0 while it does not run.",
        server.map(ServerStatus::postmasterStartTime).map(MetricsBody::epoch).orElse("0"));
    body.gauge("primary", "1 on a primary.", node.role().equals("primary"));
    body.counter(
        "xlog_location",
        "Bytes of the log that a primary has flushed; 0 elsewhere.",
        bytes(server.flatMap(ServerStatus::location)));
    body.gauge(
        "standby_leader", "1 on the leader of a standby cluster.", is(node, "standby_leader"));
    body.gauge("replica", "1 on a replica.", is(node, "replica"));
    body.gauge(
        "sync_standby", "1 on a synchronous standby.", is(node, "replica") && node.isSyncStandby());
    body.gauge(
        "quorum_standby",
        "1 on a standby whose vote counts in a quorum.",
        is(node, "replica") && node.isQuorumStandby());
    body.counter(
        "xlog_received_location",
        "Bytes of the log that a replica has received; 0 elsewhere.",
        bytes(replica.flatMap(answer -> answer.received().or(answer::replayed))));
    body.counter(
        "xlog_replayed_location",
        "Bytes of the log that a replica has replayed; 0 elsewhere.",
        bytes(replica.flatMap(ServerStatus::replayed)));
    body.gauge(
        "xlog_replayed_timestamp",
        "When the last replayed transaction was committed, seconds of the epoch; 0 if unknown.",
        replica.flatMap(ServerStatus::replayedTimestamp).map(MetricsBody::epoch).orElse("0"));
    body.gauge(
        "xlog_paused",
        "1 while replay is paused.",
        replica.filter(ServerStatus::replayPaused).isPresent());
    body.gauge("postgres_streaming", "1 while a replica streams.", replicates(server, "streaming"));
    body.gauge(
        "postgres_in_archive_recovery",
        "1 while a replica restores from the archive.",
        replicates(server, "in archive recovery"));
    body.gauge(
        "postgres_server_version",
        "Version of PostgreSQL; 0 while it does not run.",
        server.map(answer -> Integer.toString(answer.serverVersion())).orElse("0"));
    body.gauge("cluster_unlocked", "1 while nobody holds the leader key.", node.isUnlocked());
    body.gauge(
        "failsafe_mode_is_active",
        "1 while the cluster goes on without its store.",
        snapshot.failsafeActive());
    body.gauge(
        "postgres_timeline",
        "Timeline of PostgreSQL; 0 while it does not run.",
        server.map(answer -> Integer.toString(answer.timeline())).orElse("0"));
    body.gauge(
        "dcs_last_seen",
        "When the store last answered, seconds of the epoch.",
        Long.toString(snapshot.storeSeen().getEpochSecond()));
    body.gauge(
        "pending_restart",
        "1 while a changed parameter waits for a restart.",
        !snapshot.pendingRestart().isEmpty());
    body.gauge("is_paused", "1 while failover is paused.", snapshot.settings().paused());
    body.gauge(
        "postgres_state", "Number of the state of PostgreSQL; -1 if unknown.", stateNumber(node));
    return body.text.toString();
  }

  private static boolean is(NodeStatus node, String role) {
    return node.role().equals(role);
  }

  private static boolean replicates(Optional<ServerStatus> server, String state) {
    return server.flatMap(ServerStatus::replicationState).filter(state::equals).isPresent();
  }

  private static String stateNumber(NodeStatus node) {
    ServerState state = node.snapshot().server().state();
    return node.state().equals(state.word()) ? Integer.toString(state.ordinal()) : "-1";
  }

  private static String version(Identity identity) {
    StringBuilder digits = new StringBuilder();
    for (String part : identity.version().split("\\.", -1)) {
      digits.append("%02d".formatted(Integer.parseInt(part)));
    }
    return digits.toString();
  }

  private static String bytes(Optional<Lsn> position) {
    return Long.toString(position.map(Lsn::bytes).orElse(0L));
  }

  private static String epoch(String postgresTime) {
    try {
      Instant time = OffsetDateTime.parse(postgresTime, POSTGRES_TIME).toInstant();
      return BigDecimal.valueOf(time.getEpochSecond())
          .add(BigDecimal.valueOf(time.getNano(), 9))
          .setScale(6, java.math.RoundingMode.DOWN)
          .toPlainString();
    } catch (DateTimeParseException e) {
      return "0";
    }
  }

  private void gauge(String name, String help, boolean value) {
    gauge(name, help, value ? "1" : "0");
  }

  private void gauge(String name, String help, String value) {
    add(name, "gauge", help, value);
  }

  private void counter(String name, String help, String value) {
    add(name, "counter", help, value);
  }

  private void add(String name, String type, String help, String value) {
    String full = "patroni_" + name;
    text.append("# HELP ").append(full).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(full).append(' ').append(type).append('\n');
    text.append(full).append(labels).append(' ').append(value).append('\n');
  }
}
