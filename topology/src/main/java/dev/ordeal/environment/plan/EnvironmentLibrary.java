package dev.ordeal.environment.plan;

import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds environments by name: in the given folders, the first that has it, and after them among
 * those that Ordeal ships on its class path.
 */
public final class EnvironmentLibrary {
  private static final List<String> SHIPPED =
      List.of(
          "three-nodes",
          "three-nodes-synchronous",
          "three-nodes-quorum",
          "three-nodes-least-times",
          "three-nodes-failsafe",
          "three-nodes-check-timeline",
          "five-stores");

  private final List<Path> folders;

  private EnvironmentLibrary(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** The names of those that Ordeal ships. */
  public static List<String> shippedNames() {
    return SHIPPED;
  }

  /** Only what Ordeal ships. */
  public static EnvironmentLibrary shipped() {
    return new EnvironmentLibrary(List.of());
  }

  /**
   * For a scenario in {@code folder}: its own {@code environments} folder first, the repository's
   * second where {@code ordeal.home} names one, what Ordeal ships last.
   */
  public static EnvironmentLibrary beside(Path folder) {
    List<Path> folders = new ArrayList<>(List.of(folder.resolve("environments")));
    String home = System.getProperty("ordeal.home");
    if (home != null) {
      folders.add(Path.of(home, "topology", "environments"));
    }
    return new EnvironmentLibrary(folders);
  }

  /**
   * The environment called {@code name}; empty, with its problems noted, where there is none or its
   * file is wrong.
   *
   * @param asked where it was asked for
   */
  public Optional<EnvironmentPlan> find(String name, Position asked, Problems problems) {
    for (Path folder : folders) {
      Path file = folder.resolve(name + ".yaml");
      if (name.matches("[A-Za-z0-9_-]+") && Files.isRegularFile(file)) {
        return EnvironmentReader.read(name, file.toString(), text(file), problems);
      }
    }
    if (SHIPPED.contains(name)) {
      return EnvironmentReader.read(name, name + ".yaml", shipped(name), problems);
    }
    return problems.none(
        asked, "there is no environment `" + name + "`", Suggestion.words(name, names()));
  }

  /** The file of the environment called {@code name} as it stands; empty where there is none. */
  public Optional<String> source(String name) {
    Optional<Path> own =
        folders.stream()
            .map(folder -> folder.resolve(name + ".yaml"))
            .filter(Files::isRegularFile)
            .findFirst();
    return own.map(EnvironmentLibrary::text)
        .or(() -> SHIPPED.contains(name) ? Optional.of(shipped(name)) : Optional.empty());
  }

  /** The names of all environments, those of folders first. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.isDirectory(folder)) {
        try (var files = Files.list(folder)) {
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(".yaml"))
              .map(file -> file.substring(0, file.length() - ".yaml".length()))
              .sorted()
              .forEach(names::add);
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    }
    names.addAll(SHIPPED);
    return names.stream().distinct().toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String shipped(String name) {
    String resource = "/dev/ordeal/environments/" + name + ".yaml";
    try (InputStream stream = EnvironmentLibrary.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
