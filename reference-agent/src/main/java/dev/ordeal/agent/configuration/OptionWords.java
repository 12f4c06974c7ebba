package dev.ordeal.agent.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Options of {@code initdb} and {@code pg_basebackup}: a list of words and one-pair maps, or a map,
 * to words of a command line: {@code --data-checksums}, {@code --encoding=UTF8}.
 */
final class OptionWords {
  static final Set<String> NOT_FOR_INITDB =
      Set.of("pgdata", "nosync", "pwfile", "sync-only", "version");
  static final Set<String> NOT_FOR_BASEBACKUP =
      Set.of(
          "pgdata",
          "format",
          "wal-method",
          "xlog-method",
          "gzip",
          "version",
          "dbname",
          "host",
          "port",
          "username",
          "password");

  private OptionWords() {}

  /**
   * The words; options that the agent sets itself are left out, with a problem noted.
   *
   * @param forbidden names without hyphens
   */
  static List<String> of(Section section, String key, Set<String> forbidden) {
    List<String> words = new ArrayList<>();
    Object value = section.value(key).orElse(List.of());
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, each) -> add(section, key, Lenient.text(name), each, forbidden, words));
    } else if (value instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> pair) {
          pair.forEach(
              (name, each) -> add(section, key, Lenient.text(name), each, forbidden, words));
        } else {
          add(section, key, Lenient.text(item), "", forbidden, words);
        }
      }
    } else {
      section.wrong(key, "expected a list of options");
    }
    return words;
  }

  private static void add(
      Section section,
      String key,
      String name,
      Object value,
      Set<String> forbidden,
      List<String> words) {
    String bare = name.strip().replaceFirst("^-+", "");
    if (forbidden.contains(bare.replaceFirst("=.*", ""))) {
      section.wrong(key, "without `" + bare + "`, which the agent sets itself");
      return;
    }
    if (value instanceof Map || value instanceof List) {
      section.wrong(key, "`" + bare + "` takes one value");
      return;
    }
    String text = Lenient.text(value);
    words.add("--" + bare + (text.isEmpty() ? "" : "=" + text));
  }
}
