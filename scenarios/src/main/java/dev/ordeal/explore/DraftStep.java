package dev.ordeal.explore;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * One step of a draft.
 *
 * @param after how long after the step before it begins
 * @param verb what it does, as a file says it
 * @param meaning the word, list or group behind the verb
 * @param lasts after which time it is healed, or how long something is awaited; empty where nothing
 *     is to be healed, or the end of the schedule heals it
 */
record DraftStep(Duration after, String verb, Object meaning, Optional<Duration> lasts) {
  /** What goes on while later steps strike. */
  private static final Set<String> OPERATIONS =
      Set.of("switchover", "restart-server", "reinitialize");

  static final String AWAIT = "await";

  /** Waits for another leader than the first one, but not for ever. */
  static DraftStep anotherLeader(Duration within) {
    return new DraftStep(
        Duration.ZERO, AWAIT, Dice.group("leader", "another-node"), Optional.of(within));
  }

  /** Whether it harms this part of a node: the agent, the guardian. */
  boolean harms(String part) {
    return meaning instanceof Map<?, ?> group && group.containsKey(part);
  }

  SequencedMap<String, Object> words() {
    SequencedMap<String, Object> words = new LinkedHashMap<>();
    if (!after.isZero()) {
      words.put("after", milliseconds(after));
    }
    words.put(verb, meaning);
    if (OPERATIONS.contains(verb)) {
      words.put("background", true);
    }
    String key = verb.equals(AWAIT) ? "within" : "for";
    lasts.ifPresent(time -> words.put(key, milliseconds(time)));
    return words;
  }

  private static String milliseconds(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 6).stripTrailingZeros().toPlainString() + "ms";
  }

  DraftStep after(Duration other) {
    return new DraftStep(other, verb, meaning, lasts);
  }

  DraftStep lasting(Duration other) {
    return new DraftStep(after, verb, meaning, Optional.of(other));
  }
}
