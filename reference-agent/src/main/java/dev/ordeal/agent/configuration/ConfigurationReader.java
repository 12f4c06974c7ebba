package dev.ordeal.agent.configuration;

import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Reads the local configuration: a YAML file, or a directory of {@code *.yml} and {@code *.yaml}
 * merged in the order of their names, or the document in {@code PATRONI_CONFIGURATION} where no
 * such file exists; the variables {@code PATRONI_…} on top.
 */
public final class ConfigurationReader {
  /** The variable that may hold a whole document. */
  public static final String VARIABLE = "PATRONI_CONFIGURATION";

  private ConfigurationReader() {}

  /**
   * Reads everything anew; also for a reload.
   *
   * @param path as given on the command line
   * @param environment as {@code System.getenv()} gives it
   * @throws BadConfiguration with all problems, when any of it is wrong or cannot be read
   */
  public static LocalConfiguration read(Optional<Path> path, Map<String, String> environment)
      throws BadConfiguration {
    var problems = new Problems();
    Document document = documents(path, environment, problems);
    stopAt(problems);
    Optional<LocalConfiguration> configuration =
        LocalConfiguration.of(Section.of(document, problems), home(environment));
    stopAt(problems);
    return configuration.orElseThrow();
  }

  /** What is wrong with the tags: they may contradict each other. */
  public static List<String> warnings(LocalConfiguration configuration) {
    return TagRules.warnings(configuration.tags());
  }

  /** The variables that the server and its tools may see: none of the agent's own. */
  public static SortedMap<String, String> environmentOfServer(Map<String, String> environment) {
    return EnvironmentLayer.forServer(environment);
  }

  /** File and environment, one on top of the other. */
  static Document documents(
      Optional<Path> path, Map<String, String> environment, Problems problems) {
    Document below;
    if (path.isPresent() && Files.exists(path.get())) {
      below = files(path.get(), problems);
    } else if (environment.containsKey(VARIABLE)) {
      below = PlainYaml.read(VARIABLE, environment.getOrDefault(VARIABLE, ""), problems);
    } else {
      path.ifPresent(absent ->
          problems.add(new Position(absent.toString(), 1, 1), "no such file", "a YAML file"));
      below = Document.EMPTY;
    }
    Document above = EnvironmentLayer.of(environment);
    return withOneStore(below, above).under(above);
  }

  /** Where the environment says where the store is, what the file says of that does not count. */
  private static Document withOneStore(Document file, Document environment) {
    Map<String, Object> values = new LinkedHashMap<>(file.values());
    for (String section : List.of("etcd", "etcd3")) {
      Map<String, Object> above =
          Lenient.mapOf(environment.values().getOrDefault(section, Map.of()));
      if (EtcdSection.WHERE.stream().anyMatch(above::containsKey)
          && values.get(section) instanceof Map<?, ?> written) {
        Map<String, Object> rest = Lenient.mapOf(written);
        rest.keySet().removeAll(EtcdSection.WHERE);
        values.put(section, rest);
      }
    }
    return new Document(values, file.places());
  }

  private static Document files(Path path, Problems problems) {
    if (!Files.isDirectory(path)) {
      return file(path, problems);
    }
    Document merged = Document.EMPTY;
    for (Path each : yamlFilesOf(path, problems)) {
      merged = merged.under(file(each, problems));
    }
    return merged;
  }

  private static List<Path> yamlFilesOf(Path directory, Problems problems) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> found =
          files
              .filter(file -> file.getFileName().toString().matches(".+\\.ya?ml"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (found.isEmpty()) {
        problems.add(start(directory), "there is no *.yml or *.yaml in it", "");
      }
      return found;
    } catch (IOException unreadable) {
      problems.add(start(directory), "cannot be read", String.valueOf(unreadable.getMessage()));
      return List.of();
    }
  }

  private static Document file(Path file, Problems problems) {
    try {
      return PlainYaml.read(file.toString(), Files.readString(file), problems);
    } catch (MalformedInputException notText) {
      problems.add(start(file), "not UTF-8", "");
    } catch (IOException unreadable) {
      problems.add(start(file), "cannot be read", String.valueOf(unreadable.getMessage()));
    }
    return Document.EMPTY;
  }

  private static Position start(Path file) {
    return new Position(file.toString(), 1, 1);
  }

  private static Path home(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
  }

  private static void stopAt(Problems problems) throws BadConfiguration {
    if (!problems.isEmpty()) {
      throw new BadConfiguration(problems.inOrder());
    }
  }
}
