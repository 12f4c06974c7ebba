package dev.ordeal.agent.etcd;

import dev.ordeal.agent.etcd.StoreMember.Entry;
import dev.ordeal.agent.json.Coercion;
import dev.ordeal.agent.json.Json;
import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.ManualFailover;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.names.Lsn;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * Reads the values of the contract (section 2) as leniently as its agents do: what cannot be read
 * counts as absent. Pure.
 */
final class StoreDecoding {
  private static final Pattern TIMELINE = Pattern.compile("[0-9]{1,9}");

  private StoreDecoding() {}

  /**
   * The cluster as its keys show it.
   *
   * @param entries by key, without the cluster's prefix
   */
  static StoreView view(Map<String, Entry> entries, long revision, DecodedValues values) {
    SortedMap<String, Member> members = new TreeMap<>();
    entries.forEach((key, entry) -> {
      if (key.startsWith(Keys.MEMBERS)) {
        String name = key.substring(Keys.MEMBERS.length());
        values
            .of(key, entry.value(), value -> member(name, value))
            .ifPresent(member -> members.put(name, member.under(entry.lease())));
      }
    });
    return new StoreView(
        Optional.ofNullable(entries.get("leader"))
            .map(entry -> new LeaderKey(entry.value(), entry.lease(), entry.modRevision())),
        members,
        value(entries, "config").flatMap(text -> values.of("config", text, Json::object)),
        Optional.ofNullable(entries.get("config")).map(Entry::modRevision).orElse(0L),
        value(entries, "initialize"),
        Optional.ofNullable(entries.get("failover")).flatMap(StoreDecoding::failover),
        value(entries, "history")
            .flatMap(text -> values.of("history", text, StoreDecoding::history)),
        Optional.ofNullable(entries.get("timeline"))
            .map(StoreDecoding::claim)
            .orElse(TimelineClaim.NONE),
        status(entries, values),
        Optional.ofNullable(entries.get("sync")).map(StoreDecoding::sync).orElse(SyncState.ABSENT),
        value(entries, "failsafe").flatMap(Json::object).map(StoreDecoding::texts).orElse(Map.of()),
        revision);
  }

  private static Optional<String> value(Map<String, Entry> entries, String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  private static Map<String, String> texts(Map<String, Object> object) {
    Map<String, String> texts = new LinkedHashMap<>();
    object.forEach((key, value) -> texts.put(key, Coercion.text(value)));
    return texts;
  }

  private static Optional<Member> member(String name, String value) {
    return Json.object(value).map(object -> member(name, object));
  }

  private static Member member(String name, Map<String, Object> value) {
    String role = text(value, "role").orElse("");
    return new Member(
        name,
        text(value, "conn_url").orElse(""),
        text(value, "api_url").orElse(""),
        text(value, "state").orElse(""),
        role.equals("master") ? "primary" : role,
        text(value, "version").orElse(""),
        new Tags(Coercion.map(value.get("tags"))),
        number(value, "xlog_location").map(Lsn::new),
        text(value, "replication_state"),
        number(value, "timeline").map(Long::intValue),
        Coercion.truth(value.get("checkpoint_after_promote"), true),
        Coercion.truth(value.get("pause"), false),
        value,
        0);
  }

  /** Absent, {@code null}, {@code {}} and what is no JSON mean the same: nobody asked. */
  private static Optional<ManualFailover> failover(Entry entry) {
    Optional<Map<String, Object>> value = Json.object(entry.value());
    if (value.isEmpty()) {
      return oldFailover(entry);
    }
    Optional<String> leader = text(value.get(), "leader");
    Optional<String> candidate = text(value.get(), "member");
    return leader.isEmpty() && candidate.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ManualFailover(
                leader,
                candidate,
                text(value.get(), "scheduled_at").flatMap(StoreDecoding::instant),
                entry.modRevision()));
  }

  /** The old form, {@code leader:candidate}. */
  private static Optional<ManualFailover> oldFailover(Entry entry) {
    String value = entry.value();
    int colon = value.indexOf(':');
    if (colon < 0 || value.startsWith("{")) {
      return Optional.empty();
    }
    return Optional.of(
        new ManualFailover(
            Optional.of(value.substring(0, colon)).filter(name -> !name.isEmpty()),
            Optional.of(value.substring(colon + 1)).filter(name -> !name.isEmpty()),
            Optional.empty(),
            entry.modRevision()));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<List<HistoryLine>> history(String text) {
    try {
      return Json.value(text) instanceof List<?> lines
          ? Optional.of(history(lines))
          : Optional.empty();
    } catch (JacksonException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static List<HistoryLine> history(List<?> written) {
    List<HistoryLine> lines = new ArrayList<>();
    for (Object each : written) {
      if (each instanceof List<?> line && line.size() >= 3) {
        Coercion.whole(line.get(0))
            .map(Math::toIntExact)
            .ifPresent(timeline ->
                lines.add(
                    new HistoryLine(
                        timeline,
                        new Lsn(Coercion.toLong(line.get(1), 0)),
                        Coercion.text(line.get(2)),
                        element(line, 3),
                        element(line, 4))));
      }
    }
    return lines;
  }

  private static TimelineClaim claim(Entry entry) {
    boolean plain = TIMELINE.matcher(entry.value()).matches();
    int timeline = plain ? Integer.parseInt(entry.value()) : 0;
    return new TimelineClaim(timeline, entry.modRevision());
  }

  private static Optional<String> element(List<?> line, int index) {
    return index < line.size()
        ? Optional.of(Coercion.text(line.get(index))).filter(value -> !value.isEmpty())
        : Optional.empty();
  }

  private static ClusterStatus status(Map<String, Entry> entries, DecodedValues values) {
    Optional<ClusterStatus> status =
        value(entries, "status").flatMap(text -> values.of("status", text, StoreDecoding::status));
    return status.orElseGet(() ->
        value(entries, "optime/leader")
            .filter(text -> text.matches("[0-9]{1,18}"))
            .map(text -> ClusterStatus.at(new Lsn(Long.parseLong(text))))
            .orElse(ClusterStatus.UNKNOWN));
  }

  private static Optional<ClusterStatus> status(String text) {
    return Json.object(text).map(StoreDecoding::status);
  }

  private static ClusterStatus status(Map<String, Object> status) {
    SortedMap<String, Lsn> slots = new TreeMap<>();
    Coercion.map(status.get("slots"))
        .forEach((name, value) -> slots.put(name, new Lsn(Coercion.toLong(value, 0))));
    TreeSet<String> retained = new TreeSet<>();
    if (status.get("retain_slots") instanceof List<?> names) {
      names.forEach(name -> retained.add(Coercion.text(name)));
    }
    return new ClusterStatus(number(status, "optime").map(Lsn::new), slots, retained);
  }

  private static SyncState sync(Entry entry) {
    Optional<Map<String, Object>> value = Json.object(entry.value());
    Set<String> standbys = new TreeSet<>();
    value
        .flatMap(each -> text(each, "sync_standby"))
        .ifPresent(names -> {
          for (String name : names.split(",", -1)) {
            if (!name.isBlank()) {
              standbys.add(name.strip());
            }
          }
        });
    return new SyncState(
        value.flatMap(each -> text(each, "leader")),
        new TreeSet<>(standbys),
        value.flatMap(each -> number(each, "quorum")).map(Long::intValue).orElse(0),
        entry.modRevision());
  }

  private static Optional<String> text(Map<String, Object> object, String name) {
    return Optional.ofNullable(object.get(name)).map(Coercion::text);
  }

  private static Optional<Long> number(Map<String, Object> object, String name) {
    Object value = object.get(name);
    if (value instanceof Integer || value instanceof Long) {
      return Coercion.whole(value);
    }
    return Optional.of(Coercion.text(value))
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }
}
