package dev.ordeal.containers.engine;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.core.CreateContainerCmdModifier;

/**
 * Publishes the reaper's port on loopback alone. An engine's own default is every address of the
 * machine, and whoever reaches the reaper can have containers removed. Where the engine is not on
 * this machine the port stays as Testcontainers wants it: loopback there is out of reach from here.
 *
 * <p>Testcontainers finds it as a service and shows it every container; all but the reaper are left
 * alone, so that users' own containers beside ours are not changed.
 */
public final class ReaperBinding implements CreateContainerCmdModifier {
  /** Not the IPv6 one, which many machines do not have. */
  static final String LOOPBACK = "127.0.0.1";

  private static final Set<String> THIS_MACHINE = Set.of("localhost", LOOPBACK);

  @Override
  public CreateContainerCmd modify(CreateContainerCmd create) {
    HostConfig host = create.getHostConfig();
    Ports published = host == null ? null : host.getPortBindings();
    if (host != null
        && published != null
        && TestcontainersSetup.isReaper(create.getImage())
        && THIS_MACHINE.contains(DockerClientFactory.instance().dockerHostIpAddress())) {
      host.withPortBindings(onLoopback(published));
    }
    return create;
  }

  /** The same ports; a binding that names an address keeps it. */
  static List<PortBinding> onLoopback(Ports published) {
    List<PortBinding> bindings = new ArrayList<>();
    for (var entry : published.getBindings().entrySet()) {
      Ports.Binding[] asked = entry.getValue();
      for (Ports.Binding each : asked == null ? new Ports.Binding[0] : asked) {
        boolean free = each.getHostIp() == null || each.getHostIp().isEmpty();
        bindings.add(
            new PortBinding(
                free ? new Ports.Binding(LOOPBACK, each.getHostPortSpec()) : each, entry.getKey()));
      }
    }
    return bindings;
  }
}
