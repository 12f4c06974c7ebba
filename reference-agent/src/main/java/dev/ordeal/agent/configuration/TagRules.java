package dev.ordeal.agent.configuration;

import dev.ordeal.agent.policy.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What tags are published, and which contradict each other (contract, section 1.5). */
public final class TagRules {
  private static final Set<String> SHOWN_ONLY_WHEN_TRUE =
      Set.of("nofailover", "noloadbalance", "clonefrom", "nosync", "nostream");

  private TagRules() {}

  /**
   * The tags as they stand in the member key and in the REST API: a truth value only when it is
   * true, except that {@code nofailover} and {@code nosync} stand whatever their value when a
   * priority is set beside them.
   */
  public static Map<String, Object> published(Tags tags) {
    Map<String, Object> shown = new LinkedHashMap<>();
    tags.written()
        .forEach((name, value) -> {
          boolean beside =
              (name.equals("nofailover") && tags.written().containsKey("failover_priority"))
                  || (name.equals("nosync") && tags.written().containsKey("sync_priority"));
          if (!SHOWN_ONLY_WHEN_TRUE.contains(name)
              || beside
              || Lenient.truth(value).orElse(false)) {
            shown.put(name, value);
          }
        });
    return shown;
  }

  /** One line for each truth value that contradicts the priority beside it. */
  public static List<String> warnings(Tags tags) {
    List<String> warnings = new ArrayList<>();
    conflict(tags, "nofailover", "failover_priority").ifPresent(warnings::add);
    conflict(tags, "nosync", "sync_priority").ifPresent(warnings::add);
    return warnings;
  }

  private static Optional<String> conflict(Tags tags, String flag, String priority) {
    Optional<Boolean> truth = Optional.ofNullable(tags.written().get(flag)).flatMap(Lenient::truth);
    Optional<Long> number =
        Optional.ofNullable(tags.written().get(priority))
            .flatMap(value -> Lenient.whole(value, ""));
    if (truth.isEmpty() || number.isEmpty() || truth.get() == (number.get() <= 0)) {
      return Optional.empty();
    }
    String flagShown = truth.get() ? "True" : "False";
    return Optional.of(
        "Conflicting configuration between %s: %s and %s: %d. Defaulting to %s: %s"
            .formatted(flag, flagShown, priority, number.get(), flag, flagShown));
  }
}
