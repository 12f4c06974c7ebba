package dev.ordeal.containers.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectNetworkCmd;
import com.github.dockerjava.api.command.RemoveNetworkCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import dev.ordeal.containers.addresses.Subnet;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OwnNetworkTest {
  private static final String ACTIVE = "network ordeal-1 id 42 has active endpoints";

  /** A network of an engine that refuses to remove it, and shows who is connected. */
  private static OwnNetwork refused(
      DockerException refusal, Map<String, Network.ContainerNetworkConfig> connected) {
    Network shown =
        new Network() {
          @Override
          public Map<String, ContainerNetworkConfig> getContainers() {
            return connected;
          }
        };
    RemoveNetworkCmd remove =
        command(
            RemoveNetworkCmd.class,
            () -> {
              throw refusal;
            });
    InspectNetworkCmd inspect = command(InspectNetworkCmd.class, () -> shown);
    DockerClient client =
        (DockerClient)
            Proxy.newProxyInstance(
                OwnNetworkTest.class.getClassLoader(),
                new Class<?>[] {DockerClient.class},
                (_, method, _) ->
                    switch (method.getName()) {
                      case "removeNetworkCmd" -> remove;
                      case "inspectNetworkCmd" -> inspect;
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return new OwnNetwork(new Engine(client), "ordeal-1", "42", Subnet.all().getFirst());
  }

  /** A command that takes all that it is told, and answers so. */
  private static <T> T command(Class<T> type, Supplier<Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, _) -> method.getName().equals("exec") ? answer.get() : self));
  }

  @Test
  void what_is_gone_already_needs_no_removal() {
    assertThatCode(refused(new NotFoundException("gone"), Map.of())::close)
        .doesNotThrowAnyException();
  }

  @Test
  void an_empty_network_whose_endpoints_the_engine_has_miscounted_is_left() {
    assertThatCode(refused(new DockerException(ACTIVE, 403), Map.of())::close)
        .doesNotThrowAnyException();
  }

  @Test
  void one_to_which_somebody_is_connected_is_told_of() {
    var somebody = Map.of("7", new Network.ContainerNetworkConfig());
    assertThatThrownBy(refused(new DockerException(ACTIVE, 403), somebody)::close)
        .hasMessageContaining("active endpoints");
  }

  @Test
  void so_is_every_other_refusal() {
    assertThatThrownBy(refused(new DockerException("no", 403), Map.of())::close)
        .hasMessageContaining("no");
    assertThatThrownBy(refused(new DockerException(ACTIVE, 500), Map.of())::close)
        .isInstanceOf(DockerException.class);
  }
}
