package dev.ordeal.agent.configuration;

import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problem;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * What {@code --validate-config} says: everything that keeps the agent from starting, and beyond
 * that what it would pass over in silence, such as misspelt keys.
 */
public final class ConfigurationCheck {
  private static final Set<String> NOBODY_ELSE_REACHES =
      Set.of("127.0.0.1", "0.0.0.0", "*", "::", "::1", "localhost");
  private static final Pattern ATTRIBUTE = Pattern.compile("%\\((\\w+)\\)");

  private final Document document;
  private final Problems problems;

  private ConfigurationCheck(Document document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  /**
   * All problems, one line each: {@code file:line:column: what is wrong; what was meant}; none
   * where the configuration is good.
   *
   * @param path as given on the command line
   * @param environment as {@code System.getenv()} gives it
   */
  public static List<String> problems(Optional<Path> path, Map<String, String> environment) {
    var problems = new Problems();
    Document document = ConfigurationReader.documents(path, environment, problems);
    if (problems.isEmpty()) {
      new ConfigurationCheck(document, problems).check();
    }
    return problems.inOrder().stream().map(Problem::toString).toList();
  }

  /** The configuration of file and environment together, as YAML, passwords included. */
  public static String merged(Optional<Path> path, Map<String, String> environment)
      throws BadConfiguration {
    var problems = new Problems();
    Document document = ConfigurationReader.documents(path, environment, problems);
    if (!problems.isEmpty()) {
      throw new BadConfiguration(problems.inOrder());
    }
    var settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
    return new Dump(settings).dumpToString(document.values());
  }

  private void check() {
    Section root = Section.of(document, problems);
    Optional<LocalConfiguration> local = LocalConfiguration.of(root, Path.of("/"));
    keys("", document.values(), allowed());
    addresses(root.section("restapi"));
    addresses(root.section("postgresql"));
    users();
    format();
    local.ifPresent(this::tags);
    local.ifPresent(this::dynamic);
    local.ifPresent(this::watchdog);
  }

  /** The known keys, and the sections that this file names itself: its own methods. */
  private KnownKeys allowed() {
    KnownKeys postgresql = KnownKeys.ROOT.section("postgresql").orElseThrow();
    for (String method : methodsOf("postgresql", "create_replica_methods")) {
      postgresql = postgresql.with(method, new KnownKeys(List.of(), Map.of(), true));
    }
    KnownKeys bootstrap = KnownKeys.ROOT.section("bootstrap").orElseThrow();
    for (String method : methodsOf("bootstrap", "method")) {
      bootstrap = bootstrap.with(method, new KnownKeys(List.of(), Map.of(), true));
    }
    return KnownKeys.ROOT.with("postgresql", postgresql).with("bootstrap", bootstrap);
  }

  private List<String> methodsOf(String section, String key) {
    Object value =
        Lenient.mapOf(document.values().getOrDefault(section, Map.of()))
            .getOrDefault(key, List.of());
    return Lenient.texts(value).stream()
        .filter(method -> !method.equals("basebackup") && !method.equals("initdb"))
        .toList();
  }

  private void keys(String path, Map<String, Object> values, KnownKeys known) {
    values.forEach((key, value) -> {
      String inner = Document.join(path, key);
      if (!known.free() && !known.names().contains(key) && !inner.equals("bootstrap.users")) {
        problems.add(
            document.keyAt(inner),
            "unknown key `" + inner + "`",
            Suggestion.words(key, known.names()));
      }
      known
          .section(key)
          .filter(section -> value instanceof Map)
          .ifPresent(section -> keys(inner, Lenient.mapOf(value), section));
    });
  }

  /** An address that other members connect to must mean this node on their side too. */
  private void addresses(Section section) {
    section
        .text("connect_address")
        .flatMap(text -> HostAndPort.parse(text, 1))
        .filter(address -> NOBODY_ELSE_REACHES.contains(address.host()))
        .ifPresent(address ->
            section.wrong(
                "connect_address", "an address under which other members reach this one"));
  }

  private void users() {
    if (Lenient.mapOf(document.values().getOrDefault("bootstrap", Map.of())).containsKey("users")) {
      problems.add(
          document.keyAt("bootstrap.users"),
          "`bootstrap.users` creates nobody",
          "a `post_bootstrap` command");
    }
  }

  private void format() {
    Object format =
        Lenient.mapOf(document.values().getOrDefault("log", Map.of()))
            .getOrDefault("format", List.of());
    Map<String, String> named = new LinkedHashMap<>();
    if (format instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        String at = "log.format[" + i + "]";
        if (list.get(i) instanceof Map<?, ?> pair) {
          pair.keySet().forEach(attribute -> named.put(Lenient.text(attribute), at));
        } else {
          named.put(Lenient.text(list.get(i)), at);
        }
      }
    } else {
      Matcher attributes = ATTRIBUTE.matcher(Lenient.text(format));
      while (attributes.find()) {
        named.put(attributes.group(1), "log.format");
      }
    }
    named.forEach((attribute, at) -> {
      if (!LogSection.ATTRIBUTES.contains(attribute)) {
        problems.add(
            document.valueAt(at),
            "no record has an attribute `" + attribute + "`",
            Suggestion.words(attribute, LogSection.ATTRIBUTES));
      }
    });
  }

  private void tags(LocalConfiguration local) {
    TagRules.warnings(local.tags())
        .forEach(warning -> problems.add(document.keyAt("tags"), warning, ""));
  }

  /** A device that was asked for, under the times that the cluster begins with. */
  private void watchdog(LocalConfiguration local) {
    Map<String, Object> first = local.bootstrap().map(BootstrapSection::dcs).orElse(Map.of());
    boolean asked =
        document.values().containsKey("watchdog")
            && local.watchdog().mode() != WatchdogSection.Mode.OFF;
    if (asked && !first.isEmpty()) {
      DynamicSettings settings = DynamicReader.of(first, local);
      local
          .watchdog()
          .against(settings.timeToLive(), settings.loopWait())
          .ifPresent(why ->
              problems.add(document.keyAt("watchdog"), "the device is of no use: " + why, ""));
    }
  }

  /** The first dynamic configuration, read as it would be later. */
  private void dynamic(LocalConfiguration local) {
    Map<String, Object> first = local.bootstrap().map(BootstrapSection::dcs).orElse(Map.of());
    Position here = document.keyAt(first.isEmpty() ? "postgresql" : "bootstrap.dcs");
    List<String> warnings = new ArrayList<>(DynamicReader.read(first, local, false).warnings());
    warnings.forEach(warning -> problems.add(here, warning, ""));
  }
}
