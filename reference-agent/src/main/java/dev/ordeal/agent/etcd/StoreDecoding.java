package dev.ordeal.agent.etcd;

import dev.ordeal.agent.etcd.StoreMember.Entry;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the values of the contract (section 2) as leniently as its agents do: what cannot be read
 * counts as absent. Pure.
 */
final class StoreDecoding {
  private static final JsonMapper JSON = JsonMapper.shared();
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
        value(entries, "config").flatMap(text -> values.of("config", text, StoreDecoding::object)),
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
        value(entries, "failsafe")
            .flatMap(StoreDecoding::tree)
            .map(StoreDecoding::texts)
            .orElse(Map.of()),
        revision);
  }

  private static Optional<String> value(Map<String, Entry> entries, String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  private static Optional<JsonNode> tree(String text) {
    try {
      return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isObject);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<Map<String, Object>> object(String text) {
    return tree(text).map(StoreDecoding::object);
  }

  private static Map<String, Object> object(JsonNode node) {
    Map<String, Object> object = new LinkedHashMap<>();
    node.properties().forEach(each -> object.put(each.getKey(), plain(each.getValue())));
    return object;
  }

  private static @Nullable Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        node.forEach(element -> elements.add(plain(element)));
        yield elements;
      }
      case STRING -> node.stringValue();
      case NUMBER -> node.numberValue();
      case BOOLEAN -> node.booleanValue();
      case BINARY, POJO, NULL, MISSING -> null;
    };
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asString("")));
    return texts;
  }

  private static Optional<Member> member(String name, String value) {
    return tree(value).map(node -> member(name, node));
  }

  private static Member member(String name, JsonNode node) {
    String role = text(node, "role").orElse("");
    return new Member(
        name,
        text(node, "conn_url").orElse(""),
        text(node, "api_url").orElse(""),
        text(node, "state").orElse(""),
        role.equals("master") ? "primary" : role,
        text(node, "version").orElse(""),
        new Tags(tags(node.get("tags"))),
        number(node, "xlog_location").map(Lsn::new),
        text(node, "replication_state"),
        number(node, "timeline").map(Long::intValue),
        !(node.get("checkpoint_after_promote") instanceof JsonNode flag && !flag.asBoolean(true)),
        node.get("pause") instanceof JsonNode paused && paused.asBoolean(false),
        object(node),
        0);
  }

  private static Map<String, Object> tags(@Nullable JsonNode node) {
    return node == null || !node.isObject() ? Map.of() : object(node);
  }

  /** Absent, {@code null}, {@code {}} and what is no JSON mean the same: nobody asked. */
  private static Optional<ManualFailover> failover(Entry entry) {
    Optional<JsonNode> node = tree(entry.value());
    if (node.isEmpty()) {
      return oldFailover(entry);
    }
    Optional<String> leader = text(node.get(), "leader");
    Optional<String> candidate = text(node.get(), "member");
    return leader.isEmpty() && candidate.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ManualFailover(
                leader,
                candidate,
                text(node.get(), "scheduled_at").flatMap(StoreDecoding::instant),
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
      JsonNode node = JSON.readTree(text);
      if (node == null || !node.isArray()) {
        return Optional.empty();
      }
      List<HistoryLine> lines = new ArrayList<>();
      for (JsonNode line : node) {
        if (line.isArray() && line.size() >= 3 && line.get(0).isIntegralNumber()) {
          lines.add(
              new HistoryLine(
                  line.get(0).asInt(),
                  new Lsn(line.get(1).asLong(0)),
                  line.get(2).asString(""),
                  element(line, 3),
                  element(line, 4)));
        }
      }
      return Optional.of(lines);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static TimelineClaim claim(Entry entry) {
    boolean plain = TIMELINE.matcher(entry.value()).matches();
    int timeline = plain ? Integer.parseInt(entry.value()) : 0;
    return new TimelineClaim(timeline, entry.modRevision());
  }

  private static Optional<String> element(JsonNode line, int index) {
    return Optional.ofNullable(line.get(index))
        .map(node -> node.asString(""))
        .filter(value -> !value.isEmpty());
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
    return tree(text).map(StoreDecoding::status);
  }

  private static ClusterStatus status(JsonNode status) {
    SortedMap<String, Lsn> slots = new TreeMap<>();
    if (status.get("slots") instanceof JsonNode node && node.isObject()) {
      node.properties()
          .forEach(each -> slots.put(each.getKey(), new Lsn(each.getValue().asLong(0))));
    }
    TreeSet<String> retained = new TreeSet<>();
    if (status.get("retain_slots") instanceof JsonNode node && node.isArray()) {
      node.forEach(each -> retained.add(each.asString("")));
    }
    return new ClusterStatus(number(status, "optime").map(Lsn::new), slots, retained);
  }

  private static SyncState sync(Entry entry) {
    Optional<JsonNode> node = tree(entry.value());
    Set<String> standbys = new TreeSet<>();
    node.flatMap(each -> text(each, "sync_standby"))
        .ifPresent(names -> {
          for (String name : names.split(",", -1)) {
            if (!name.isBlank()) {
              standbys.add(name.strip());
            }
          }
        });
    return new SyncState(
        node.flatMap(each -> text(each, "leader")),
        new TreeSet<>(standbys),
        node.flatMap(each -> number(each, "quorum")).map(Long::intValue).orElse(0),
        entry.modRevision());
  }

  private static Optional<String> text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? Optional.empty() : Optional.of(value.asString(""));
  }

  private static Optional<Long> number(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      return Optional.empty();
    }
    if (value.isIntegralNumber()) {
      return Optional.of(value.asLong());
    }
    return Optional.of(value.asString(""))
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }
}
