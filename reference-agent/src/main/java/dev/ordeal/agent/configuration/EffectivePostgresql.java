package dev.ordeal.agent.configuration;

import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Section {@code postgresql} of this node: the dynamic one, and over it the local one. A local key
 * replaces a dynamic one whole; only parameters are merged by name.
 */
public final class EffectivePostgresql {
  /** What differs from node to node and so never comes from the dynamic configuration. */
  private static final Set<String> NEVER_DYNAMIC =
      Set.of(
          "connect_address",
          "proxy_address",
          "listen",
          "config_dir",
          "data_dir",
          "pgpass",
          "authentication");

  private static final String PARAMETERS = "parameters";

  private EffectivePostgresql() {}

  /**
   * The section as it takes effect: callbacks, commands and the like may come from either layer.
   * Where the two together make no sense, the local one alone.
   *
   * @param configKey the key {@code config}
   */
  public static PostgresqlSection section(Map<String, Object> configKey, LocalConfiguration local) {
    var problems = new Problems();
    Map<String, Object> merged = merged(configKey, local);
    merged.put("pgpass", local.postgresql().passwordFile().toString());
    Section section = section(merged, problems);
    Optional<PostgresqlSection> read = PostgresqlSection.of(section, Path.of("/"));
    return problems.isEmpty() ? read.orElse(local.postgresql()) : local.postgresql();
  }

  /** The keys of both layers. */
  static Map<String, Object> merged(Map<String, Object> configKey, LocalConfiguration local) {
    Map<String, Object> merged =
        Lenient.mapOf(Lenient.mapOf(configKey).getOrDefault("postgresql", Map.of()));
    merged.keySet().removeAll(NEVER_DYNAMIC);
    SortedMap<String, Object> parameters = byName(merged.get(PARAMETERS));
    local
        .postgresqlAsWritten()
        .forEach((key, value) -> {
          if (key.equals(PARAMETERS)) {
            byName(value)
                .forEach((name, each) -> {
                  if (!CommandLineParameter.isOnlyDynamic(name)) {
                    parameters.put(name, each);
                  }
                });
          } else if (!key.equals("use_slots")) {
            merged.put(key, value);
          }
        });
    merged.put(PARAMETERS, parameters);
    return merged;
  }

  /**
   * The parameters that the server is to have: defaults of those that all members agree on, and
   * everything that is configured. Values that are not accepted fall back, with a warning.
   */
  static SortedMap<String, String> parameters(Map<String, Object> merged, List<String> warnings) {
    SortedMap<String, Object> written = byName(merged.get(PARAMETERS));
    SortedMap<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    written.forEach((name, value) -> {
      if (!CommandLineParameter.isOnlyDynamic(name)) {
        parameters.put(name, Lenient.text(value));
      }
    });
    for (CommandLineParameter each : CommandLineParameter.ALL) {
      Object value = written.get(each.name());
      Optional<String> read = value == null ? Optional.empty() : each.reader().apply(value);
      if (value != null && read.isEmpty()) {
        warnings.add(rejected(each.name(), value, each.accepted(), each.fallback()));
      }
      parameters.put(each.name(), read.orElse(each.fallback()));
    }
    parameters.put(CommandLineParameter.WAL_KEEP_SIZE, walKeepSize(written, warnings));
    return parameters;
  }

  private static String walKeepSize(SortedMap<String, Object> written, List<String> warnings) {
    Object size = written.get(CommandLineParameter.WAL_KEEP_SIZE);
    Object segments = written.get(CommandLineParameter.WAL_KEEP_SEGMENTS);
    String fallback = CommandLineParameter.WAL_KEEP_SIZE_FALLBACK;
    if (size != null) {
      return CommandLineParameter.walKeepSize(size)
          .orElseGet(() -> {
            warnings.add(
                rejected(CommandLineParameter.WAL_KEEP_SIZE, size, "16MB or more", fallback));
            return fallback;
          });
    }
    if (segments != null) {
      return CommandLineParameter.walKeepSegments(segments)
          .orElseGet(() -> {
            warnings.add(
                rejected(CommandLineParameter.WAL_KEEP_SEGMENTS, segments, "1 or more", fallback));
            return fallback;
          });
    }
    return fallback;
  }

  private static String rejected(String name, Object value, String accepted, String fallback) {
    return "`postgresql.parameters.%s` is `%s`; accepted is %s, %s is used"
        .formatted(name, Lenient.text(value), accepted, fallback);
  }

  private static SortedMap<String, Object> byName(@org.jspecify.annotations.Nullable Object value) {
    SortedMap<String, Object> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (value != null) {
      byName.putAll(Lenient.mapOf(value));
    }
    return byName;
  }

  private static Section section(Map<String, Object> values, Problems problems) {
    Position nowhere = new Position("postgresql", 1, 1);
    return Section.of(
        new Document(values, Map.of("", new Document.Place(nowhere, nowhere))), problems);
  }
}
