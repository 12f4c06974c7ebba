package dev.ordeal.agent.configuration;

import dev.ordeal.yaml.Position;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A layer of configuration: plain values and where each of them was written.
 *
 * @param values texts, numbers, truth values, lists and maps; never null
 * @param places by path: keys joined by dots, items of lists as {@code [0]}
 */
record Document(Map<String, Object> values, Map<String, Place> places) {
  static final Document EMPTY = new Document(Map.of(), Map.of());

  /** Where a key and where its value begin. */
  record Place(Position key, Position value) {}

  /** This layer with another on top: maps are merged key by key, everything else is replaced. */
  Document under(Document top) {
    Map<String, Place> both = new LinkedHashMap<>(places);
    both.putAll(top.places);
    return new Document(merged(values, top.values), both);
  }

  /** Where the value of a path was written; of what holds it, where that is not known. */
  Position valueAt(String path) {
    return at(path).value();
  }

  /** Where the last key of a path was written; of what holds it, where that is not known. */
  Position keyAt(String path) {
    return at(path).key();
  }

  static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private Place at(String path) {
    String nearest = path;
    while (true) {
      Place place = places.get(nearest);
      if (place != null) {
        return place;
      }
      if (nearest.isEmpty()) {
        Position nowhere = new Position("configuration", 1, 1);
        return new Place(nowhere, nowhere);
      }
      int end = Math.max(nearest.lastIndexOf('.'), nearest.lastIndexOf('['));
      nearest = nearest.substring(0, Math.max(end, 0));
    }
  }

  private static Map<String, Object> merged(Map<?, ?> below, Map<?, ?> above) {
    Map<String, Object> both = Lenient.mapOf(below);
    above.forEach((key, value) -> {
      Object old = both.get(String.valueOf(key));
      if (old instanceof Map<?, ?> oldMap && value instanceof Map<?, ?> newMap) {
        both.put(String.valueOf(key), merged(oldMap, newMap));
      } else {
        both.put(String.valueOf(key), value);
      }
    });
    return both;
  }
}
