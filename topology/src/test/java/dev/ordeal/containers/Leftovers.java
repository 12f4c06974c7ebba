package dev.ordeal.containers;

import dev.ordeal.containers.engine.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What an environment should not leave behind. */
final class Leftovers {
  private Leftovers() {}

  /** Containers, networks and volumes whose name begins so. */
  static List<String> named(String beginning) {
    var client = Engine.connect().client();
    List<String> left = new ArrayList<>();
    client.listContainersCmd().withShowAll(true).exec().stream()
        .flatMap(container -> Stream.of(container.getNames()))
        .filter(name -> name.startsWith("/" + beginning))
        .forEach(left::add);
    client
        .listNetworksCmd()
        .withNameFilter(beginning)
        .exec()
        .forEach(network -> left.add(network.getName()));
    client
        .listVolumesCmd()
        .withFilter("name", List.of(beginning))
        .exec()
        .getVolumes()
        .forEach(volume -> left.add(volume.getName()));
    return left;
  }
}
