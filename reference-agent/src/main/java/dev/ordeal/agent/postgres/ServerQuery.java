package dev.ordeal.agent.postgres;

import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.json.Coercion;
import dev.ordeal.agent.json.Json;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is asked of a running server, in one statement, as one JSON object. */
final class ServerQuery {
  static final String SQL =
      """
      SELECT json_build_object(
        'recovery', r.recovery,
        'start', pg_postmaster_start_time()::text,
        'version', current_setting('server_version_num')::int,
        'location', CASE WHEN r.recovery THEN NULL ELSE pg_current_wal_flush_lsn()::text END,
        'received', pg_last_wal_receive_lsn()::text,
        'replayed', pg_last_wal_replay_lsn()::text,
        'replayed_at', pg_last_xact_replay_timestamp()::text,
        'replay_paused', CASE WHEN r.recovery THEN pg_is_wal_replay_paused() ELSE false END,
        'timeline', CASE
          WHEN r.recovery THEN greatest(
            (SELECT received_tli FROM pg_stat_wal_receiver),
            (SELECT min_recovery_end_timeline FROM pg_control_recovery()),
            (SELECT timeline_id FROM pg_control_checkpoint()))
          ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int END,
        'receiver', (SELECT status FROM pg_stat_wal_receiver),
        'latest_end', (SELECT latest_end_lsn::text FROM pg_stat_wal_receiver),
        'archive', current_setting('restore_command', true),
        'names', current_setting('synchronous_standby_names'),
        'system', (SELECT system_identifier::text FROM pg_control_system()),
        'standbys', (SELECT coalesce(json_agg(json_build_object(
            'user', usename, 'name', application_name, 'address', client_addr, 'state', state,
            'sync_state', sync_state, 'priority', sync_priority, 'written', write_lsn::text,
            'flushed', flush_lsn::text, 'replayed', replay_lsn::text) ORDER BY application_name), '[]')
          FROM pg_stat_replication))
      FROM (SELECT pg_is_in_recovery() AS recovery) AS r\
      """;

  private static final Lsn NOWHERE = new Lsn(0);
  private final Map<String, Object> answer;

  private ServerQuery(Map<String, Object> answer) {
    this.answer = answer;
  }

  static ServerQuery parse(String json) {
    return new ServerQuery(Coercion.map(Json.value(json)));
  }

  Role role() {
    return Coercion.truth(answer.get("recovery"), false) ? Role.REPLICA : Role.PRIMARY;
  }

  int timeline() {
    return Coercion.toInt(answer.get("timeline"), 0);
  }

  String names() {
    return text("names").orElse("");
  }

  Optional<String> systemIdentifier() {
    return text("system");
  }

  boolean streaming() {
    return text("receiver").filter("streaming"::equals).isPresent();
  }

  /** Whether a replica replays nothing now, by somebody's wish or because it cannot. */
  boolean replayPaused() {
    return Coercion.truth(answer.get("replay_paused"), false);
  }

  Optional<Lsn> received() {
    return role() == Role.REPLICA ? lsn("received") : Optional.empty();
  }

  Optional<Lsn> replayed() {
    return role() == Role.REPLICA ? lsn("replayed") : Optional.empty();
  }

  /** Flushed on a primary; the furthest of received and replayed on a replica. */
  Optional<Lsn> position() {
    Optional<Lsn> received = received();
    Optional<Lsn> replayed = replayed();
    if (role() == Role.PRIMARY) {
      return lsn("location");
    }
    return received
        .filter(one -> replayed.filter(two -> two.compareTo(one) > 0).isEmpty())
        .or(() -> replayed);
  }

  List<Server.Standby> standbys() {
    List<Server.Standby> standbys = new ArrayList<>();
    for (Map<String, Object> each : clients()) {
      standbys.add(
          new Server.Standby(
              text(each, "name").orElse(""),
              text(each, "state").orElse(""),
              text(each, "sync_state").orElse(""),
              lsn(each, "written").orElse(NOWHERE),
              lsn(each, "flushed").orElse(NOWHERE),
              lsn(each, "replayed").orElse(NOWHERE)));
    }
    return standbys;
  }

  ServerStatus status() {
    List<ServerStatus.Replica> replicas = new ArrayList<>();
    for (Map<String, Object> each : clients()) {
      replicas.add(
          new ServerStatus.Replica(
              text(each, "user").orElse(""),
              text(each, "name").orElse(""),
              text(each, "address"),
              text(each, "state").orElse(""),
              text(each, "sync_state").orElse(""),
              Coercion.toInt(each.get("priority"), 0)));
    }
    return new ServerStatus(
        startTime(),
        Coercion.toInt(answer.get("version"), 0),
        role(),
        timeline(),
        lsn("location"),
        received(),
        replayed(),
        role() == Role.REPLICA ? text("replayed_at") : Optional.empty(),
        replayPaused(),
        lsn("latest_end"),
        replicationState(),
        replicas);
  }

  private List<Map<String, Object>> clients() {
    return answer.get("standbys") instanceof List<?> clients
        ? clients.stream().map(Coercion::map).toList()
        : List.of();
  }

  private Optional<String> replicationState() {
    if (role() == Role.PRIMARY) {
      return Optional.empty();
    }
    if (streaming()) {
      return Optional.of("streaming");
    }
    return text("archive").filter(each -> !each.isEmpty()).map(each -> "in archive recovery");
  }

  /** With minutes in the offset, as the contract shows it. */
  private String startTime() {
    String text = text("start").orElse("");
    return text.matches(".*[+-][0-9]{2}") ? text + ":00" : text;
  }

  private Optional<String> text(String name) {
    return text(answer, name);
  }

  private Optional<Lsn> lsn(String name) {
    return lsn(answer, name);
  }

  private static Optional<String> text(Map<String, Object> object, String name) {
    return Optional.ofNullable(object.get(name)).map(Coercion::text);
  }

  private static Optional<Lsn> lsn(Map<String, Object> object, String name) {
    return text(object, name).filter(each -> !each.isEmpty()).map(Lsn::parse);
  }
}
