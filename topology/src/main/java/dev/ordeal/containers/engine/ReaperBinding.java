package dev.ordeal.containers.engine;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.core.CreateContainerCmdModifier;

/**
 * Publishes the reaper's port on the one address at which Testcontainers looks for it: loopback, or
 * within a container the gateway of the engine's bridge. An engine's own default is every address
 * of the machine, and whoever reaches the reaper can have containers removed.
 *
 * <p>Testcontainers finds it as a service and shows it every container; all but the reaper are left
 * alone, so that users' own containers beside ours are not changed.
 */
public final class ReaperBinding implements CreateContainerCmdModifier {
  /** Not the IPv6 one, which many machines do not have. */
  private static final String LOOPBACK = "127.0.0.1";

  private static final String IPV4 = "[0-9]{1,3}(\\.[0-9]{1,3}){3}";

  @Override
  public CreateContainerCmd modify(CreateContainerCmd create) {
    HostConfig host = create.getHostConfig();
    Ports published = host == null ? null : host.getPortBindings();
    if (host != null && published != null && TestcontainersSetup.isReaper(create.getImage())) {
      DockerClientFactory factory = DockerClientFactory.instance();
      address(factory.getTransportConfig().getDockerHost(), factory.dockerHostIpAddress())
          .ifPresent(address -> host.withPortBindings(on(address, published)));
    }
    return create;
  }

  /**
   * The address of the engine's machine at which {@code lookedFor} is; empty where the engine is
   * behind a network, or where a name tells no address: there the engine chooses.
   */
  static Optional<String> address(@Nullable URI engine, String lookedFor) {
    if (engine == null || !"unix".equals(engine.getScheme())) {
      return Optional.empty();
    }
    String address = lookedFor.equals("localhost") ? LOOPBACK : lookedFor;
    return address.matches(IPV4) ? Optional.of(address) : Optional.empty();
  }

  /** The same ports at {@code address}; a binding that names another keeps it. */
  static List<PortBinding> on(String address, Ports published) {
    List<PortBinding> bindings = new ArrayList<>();
    for (var entry : published.getBindings().entrySet()) {
      Ports.Binding[] asked = entry.getValue();
      for (Ports.Binding each : asked == null ? new Ports.Binding[0] : asked) {
        boolean free = each.getHostIp() == null || each.getHostIp().isEmpty();
        bindings.add(
            new PortBinding(
                free ? new Ports.Binding(address, each.getHostPortSpec()) : each, entry.getKey()));
      }
    }
    return bindings;
  }
}
