package dev.ordeal.agent.peers;

import dev.ordeal.agent.policy.PeerAnswer;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.names.Lsn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what an agent answers to {@code GET /patroni} (contract, section 3.2). Pure. */
final class PeerStatus {
  private static final JsonMapper JSON = JsonMapper.shared();

  private PeerStatus() {}

  /** A silent answer where {@code body} is not what an agent says. */
  static PeerAnswer parse(String name, String body) {
    try {
      JsonNode node = JSON.readTree(body);
      if (node == null || !node.isObject()) {
        return PeerAnswer.silent(name);
      }
      JsonNode log = node.path("xlog");
      String role = node.path("role").asString("");
      boolean primary = log.has("location") || role.equals("primary") || role.equals("master");
      Optional<Lsn> position =
          number(log, "location").or(() -> greater(log, "received_location", "replayed_location"));
      return new PeerAnswer(
          name,
          true,
          primary,
          position,
          node.path("timeline").isIntegralNumber()
              ? Optional.of(node.path("timeline").asInt())
              : Optional.empty(),
          new Tags(tags(node.path("tags"))),
          node.path("watchdog_failed").asBoolean(false));
    } catch (JacksonException e) {
      return PeerAnswer.silent(name);
    }
  }

  private static Optional<Lsn> greater(JsonNode log, String one, String other) {
    Optional<Lsn> first = number(log, one);
    Optional<Lsn> second = number(log, other);
    return first
        .filter(lsn -> second.filter(than -> than.compareTo(lsn) > 0).isEmpty())
        .or(() -> second);
  }

  private static Optional<Lsn> number(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || !value.isIntegralNumber()
        ? Optional.empty()
        : Optional.of(new Lsn(value.asLong()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tags(JsonNode node) {
    return node.isObject() ? JSON.convertValue(node, Map.class) : new LinkedHashMap<>();
  }
}
