package dev.ordeal.cli;

import dev.ordeal.containers.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What there is of environments whose names begin so. Processes are found by their control groups,
 * which name the container.
 */
record Remains(String beginning) {
  List<String> containers() {
    List<String> found = new ArrayList<>();
    Engine.connect().client().listContainersCmd().withShowAll(true).exec().stream()
        .filter(container ->
            Stream.of(container.getNames()).anyMatch(name -> name.startsWith("/" + beginning)))
        .forEach(container -> found.add(container.getId()));
    return found;
  }

  /** Containers, networks and volumes. */
  List<String> all() {
    var client = Engine.connect().client();
    List<String> found = containers();
    client.listNetworksCmd().withNameFilter(beginning).exec().stream()
        .map(network -> network.getName())
        .forEach(found::add);
    client.listVolumesCmd().withFilter("name", List.of(beginning)).exec().getVolumes().stream()
        .map(volume -> volume.getName())
        .forEach(found::add);
    return found;
  }

  /** The processes that run in any of {@code containers}, also when these are gone. */
  static List<String> processesIn(List<String> containers) throws IOException {
    List<String> found = new ArrayList<>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        String groups = text(process.resolve("cgroup"));
        if (containers.stream().anyMatch(groups::contains)) {
          found.add(process.getFileName() + " " + text(process.resolve("cmdline")));
        }
      }
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException ended) {
      return "";
    }
  }
}
