package dev.ordeal.agent.peers;

import dev.ordeal.agent.json.Coercion;
import dev.ordeal.agent.json.Json;
import dev.ordeal.agent.policy.PeerAnswer;
import dev.ordeal.agent.policy.Tags;
import dev.ordeal.names.Lsn;
import java.util.Map;
import java.util.Optional;

/** Reads what an agent answers to {@code GET /patroni} (contract, section 3.2). Pure. */
final class PeerStatus {
  private PeerStatus() {}

  /** A silent answer where {@code body} is not what an agent says. */
  static PeerAnswer parse(String name, String body) {
    try {
      return Json.object(body)
          .map(status -> answer(name, status))
          .orElseGet(() -> PeerAnswer.silent(name));
    } catch (ArithmeticException e) {
      return PeerAnswer.silent(name);
    }
  }

  private static PeerAnswer answer(String name, Map<String, Object> status) {
    Map<String, Object> log = Coercion.map(status.get("xlog"));
    String role = Coercion.text(status.get("role"));
    boolean primary =
        log.containsKey("location") || role.equals("primary") || role.equals("master");
    Optional<Lsn> position =
        number(log, "location").or(() -> greater(log, "received_location", "replayed_location"));
    return new PeerAnswer(
        name,
        true,
        primary,
        position,
        Coercion.whole(status.get("timeline")).map(Math::toIntExact),
        new Tags(Coercion.map(status.get("tags"))),
        Coercion.truth(status.get("watchdog_failed"), false));
  }

  private static Optional<Lsn> greater(Map<String, Object> log, String one, String other) {
    Optional<Lsn> first = number(log, one);
    Optional<Lsn> second = number(log, other);
    return first
        .filter(lsn -> second.filter(than -> than.compareTo(lsn) > 0).isEmpty())
        .or(() -> second);
  }

  private static Optional<Lsn> number(Map<String, Object> log, String field) {
    return Coercion.whole(log.get(field)).map(Lsn::new);
  }
}
