package dev.ordeal.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import dev.ordeal.containers.engine.Engine;
import dev.ordeal.world.RealWorld;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** What can be reached from outside the machine while an environment is up: nothing. */
@Tag("container")
class ListeningIT {
  @Test
  void nothing_listens_outside_the_networks_of_the_engine_and_loopback() throws Exception {
    var plan = Plans.named("listening");
    try (var environment = new ContainerEnvironment(plan, RealWorld.of(1))) {
      environment.start();
      List<Container> ours = ofThisRun(plan.name());
      // Every member, the proxy, the links; and the reaper, which is the one that publishes a port.
      assertThat(ours).hasSizeGreaterThan(plan.nodes().size() + plan.store().members().size() + 2);
      assertThat(ours).filteredOn(ListeningIT::isReaper).hasSize(1);
      assertThat(published(ours)).isNotEmpty();
      for (ContainerPort port : published(ours)) {
        assertThat(isLoopback(port.getIp()) || isOfTheEngine(port.getIp()))
            .as("%s is to be at loopback, or at the gateway of the engine's bridge", port)
            .isTrue();
      }
    }
  }

  private static List<Container> ofThisRun(String environment) {
    return Engine.connect().client().listContainersCmd().exec().stream()
        .filter(each -> isReaper(each) || isNamed(each, "/ordeal-" + environment + "-"))
        .toList();
  }

  private static boolean isReaper(Container container) {
    return isNamed(container, "/testcontainers-ryuk-" + DockerClientFactory.SESSION_ID);
  }

  private static boolean isNamed(Container container, String beginning) {
    return Arrays.stream(container.getNames()).anyMatch(name -> name.startsWith(beginning));
  }

  /** Exposed ports that are not published have no public number. */
  private static List<ContainerPort> published(List<Container> containers) {
    return containers.stream()
        .flatMap(each -> Stream.of(each.getPorts()))
        .filter(port -> port.getPublicPort() != null)
        .toList();
  }

  /** Where Testcontainers looks for a published port, when it runs in a container itself. */
  private static boolean isOfTheEngine(String address) {
    var bridge = Engine.connect().client().inspectNetworkCmd().withNetworkId("bridge").exec();
    return bridge.getIpam().getConfig().stream()
        .anyMatch(each -> address.equals(each.getGateway()));
  }

  private static boolean isLoopback(String address) throws UnknownHostException {
    return InetAddress.getByName(address).isLoopbackAddress();
  }
}
