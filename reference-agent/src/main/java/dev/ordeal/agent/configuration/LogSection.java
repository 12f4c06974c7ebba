package dev.ordeal.agent.configuration;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Section {@code log}.
 *
 * @param json one JSON object a line instead of text
 * @param level the least important records that are written, in Python's words
 * @param tracebackLevel from which level on a failure is shown with its stack
 * @param format Python's %-format, for text
 * @param fields for JSON: attribute of the record → its name in the object
 * @param dateFormat Python's strftime; absent means {@code 2026-11-24 16:31:12,763}
 * @param staticFields for JSON: name → value in every object
 * @param queueSize accepted; records are written at once
 * @param directory where the files go; absent means standard output
 * @param files how many full files are kept
 * @param fileSize bytes after which a file is full
 * @param mode permissions of the files, {@code 0644}
 * @param loggers name → level
 * @param deduplicateHeartbeatLogs whether a line about a cycle in which nothing changed is left out
 */
public record LogSection(
    boolean json,
    String level,
    String tracebackLevel,
    String format,
    Map<String, String> fields,
    Optional<String> dateFormat,
    Map<String, Object> staticFields,
    int queueSize,
    Optional<Path> directory,
    int files,
    long fileSize,
    Optional<Integer> mode,
    SortedMap<String, String> loggers,
    boolean deduplicateHeartbeatLogs) {
  public static final String DEFAULT_FORMAT = "%(asctime)s %(levelname)s: %(message)s";
  public static final List<String> LEVELS =
      List.of("DEBUG", "INFO", "WARNING", "WARN", "ERROR", "CRITICAL", "FATAL", "NOTSET");
  private static final Map<String, String> DEFAULT_FIELDS = defaultFields();

  public LogSection {
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    staticFields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(staticFields));
    loggers = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(loggers));
  }

  static LogSection of(Section section) {
    boolean json = section.word("type", "plain", List.of("plain", "json")).equals("json");
    SortedMap<String, String> loggers = new TreeMap<>();
    Section levels = section.section("loggers");
    for (String logger : levels.values().keySet()) {
      loggers.put(logger, levels.word(logger, "INFO", LEVELS));
    }
    return new LogSection(
        json,
        section.word("level", "INFO", LEVELS),
        section.word("traceback_level", "ERROR", LEVELS),
        format(section, json),
        fields(section, json),
        section.text("dateformat"),
        section.section("static_fields").values(),
        (int) section.whole("max_queue_size", 1000, 0, Integer.MAX_VALUE),
        section.path("dir"),
        (int) section.whole("file_num", 4, 0, 1000),
        section.whole("file_size", 25_000_000, 0, Long.MAX_VALUE),
        section.has("mode")
            ? Optional.of((int) section.whole("mode", 0644, 0, 0777))
            : Optional.empty(),
        loggers,
        section.truth("deduplicate_heartbeat_logs", false));
  }

  private static String format(Section section, boolean json) {
    return json || section.value("format").orElse("") instanceof List
        ? DEFAULT_FORMAT
        : section.text("format", DEFAULT_FORMAT);
  }

  /** A list of words and of one-pair maps {@code attribute: name}, or a text with one %-format. */
  private static Map<String, String> fields(Section section, boolean json) {
    if (!json || !section.has("format")) {
      return DEFAULT_FIELDS;
    }
    Map<String, String> fields = new LinkedHashMap<>();
    Object format = section.value("format").orElse("");
    if (format instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> pair) {
          pair.forEach(
              (attribute, name) -> fields.put(Lenient.text(attribute), Lenient.text(name)));
        } else {
          fields.put(Lenient.text(item), Lenient.text(item));
        }
      }
    } else {
      var attributes =
          java.util.regex.Pattern.compile("%\\((\\w+)\\)").matcher(Lenient.text(format));
      while (attributes.find()) {
        fields.put(attributes.group(1), attributes.group(1));
      }
    }
    return fields.isEmpty() ? DEFAULT_FIELDS : fields;
  }

  private static Map<String, String> defaultFields() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String attribute : List.of("asctime", "levelname", "message")) {
      fields.put(attribute, attribute);
    }
    return fields;
  }
}
