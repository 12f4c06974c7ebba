package dev.ordeal.agent.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code PATCH /config}: what is given replaces what is there, map by map; null deletes. A key that
 * has an old and a new name is one key: what is written under either name replaces what stands
 * under the other.
 */
public final class ConfigPatch {
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "master_start_timeout", "primary_start_timeout",
          "primary_start_timeout", "master_start_timeout",
          "master_stop_timeout", "primary_stop_timeout",
          "primary_stop_timeout", "master_stop_timeout");

  private ConfigPatch() {}

  /** The configuration after the patch; equal to {@code configuration} when it changes nothing. */
  public static Map<String, Object> apply(
      Map<String, Object> configuration, Map<String, Object> patch) {
    Map<String, Object> result = merge(configuration, patch);
    for (String name : patch.keySet()) {
      String other = OTHER_NAMES.get(name);
      if (other != null && !patch.containsKey(other)) {
        result.remove(other);
      }
    }
    return result;
  }

  private static Map<String, Object> merge(Map<?, ?> old, Map<?, ?> patch) {
    Map<String, Object> result = new LinkedHashMap<>();
    old.forEach((name, value) -> result.put(String.valueOf(name), value));
    patch.forEach((key, value) -> {
      String name = String.valueOf(key);
      if (value == null) {
        result.remove(name);
      } else if (value instanceof Map<?, ?> inner) {
        Map<?, ?> before = result.get(name) instanceof Map<?, ?> map ? map : Map.of();
        result.put(name, merge(before, inner));
      } else if (!String.valueOf(value).equals(String.valueOf(result.get(name)))) {
        result.put(name, value);
      }
    });
    return result;
  }
}
