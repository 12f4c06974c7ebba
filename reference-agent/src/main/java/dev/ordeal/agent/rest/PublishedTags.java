package dev.ordeal.agent.rest;

import dev.ordeal.agent.policy.Tags;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The tags that others get to see (contract, section 1.5): the known truth values only where they
 * are true, or where a priority contradicts them.
 */
final class PublishedTags {
  private static final Set<String> TRUTH_VALUES =
      Set.of("nofailover", "noloadbalance", "clonefrom", "nosync", "nostream");
  private static final Set<String> FALSE = Set.of("false", "off", "no", "0", "", "null");

  private PublishedTags() {}

  static Map<String, Object> of(Tags tags) {
    Map<String, Object> published = new LinkedHashMap<>();
    tags.written()
        .forEach((name, value) -> {
          boolean hidden =
              TRUTH_VALUES.contains(name)
                  && FALSE.contains(String.valueOf(value).toLowerCase(Locale.ROOT))
                  && !(name.equals("nofailover") && tags.written().containsKey("failover_priority"))
                  && !(name.equals("nosync") && tags.written().containsKey("sync_priority"));
          if (!hidden) {
            published.put(name, value);
          }
        });
    return published;
  }
}
