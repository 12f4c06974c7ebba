package dev.ordeal.containers.engine;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import dev.ordeal.names.NodeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A container as it is to be.
 *
 * @param hosts names in its hosts file
 * @param files contents by path, copied in before it starts
 * @param volumes names by the folder they are mounted at
 * @param ownsItsNetwork whether it may change routes and the packet filter of its own namespace
 */
public record PartPlan(
    NodeName name,
    String image,
    String address,
    Map<String, String> hosts,
    Map<String, String> environment,
    List<String> command,
    Map<String, String> files,
    Map<String, String> volumes,
    boolean ownsItsNetwork) {
  /**
   * Whoever writes a line into a container's log waits for the engine to take it, and for ever
   * where the engine has stopped to (moby issues 31540 and 48890): server, agent and guardian would
   * hang together, which no fault of ours would have done.
   */
  private static final LogConfig NOBODY_WAITS =
      new LogConfig(
          LogConfig.LoggingType.JSON_FILE, Map.of("mode", "non-blocking", "max-buffer-size", "8m"));

  public PartPlan {
    hosts = new LinkedHashMap<>(hosts);
    environment = new LinkedHashMap<>(environment);
    command = List.copyOf(command);
    files = new LinkedHashMap<>(files);
    volumes = new LinkedHashMap<>(volumes);
  }

  /** The container, not created yet. */
  public Part on(Engine engine, OwnNetwork network, String id) {
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image))
            .withNetwork(network)
            .withLabel(Engine.LABEL, id)
            .withEnv(environment)
            .withStartupCheckStrategy(new NoWaiting.Check())
            .waitingFor(new NoWaiting.Wait())
            .withCreateContainerCmdModifier(create -> shape(create, network));
    if (!command.isEmpty()) {
      container.withCommand(command.toArray(String[]::new));
    }
    hosts.forEach(container::withExtraHost);
    files.forEach((path, text) -> container.withCopyToContainer(Transferable.of(text), path));
    return new Part(engine, name, container);
  }

  private void shape(CreateContainerCmd create, OwnNetwork network) {
    HostConfig host = create.getHostConfig();
    host = host == null ? HostConfig.newHostConfig() : host;
    host.withLogConfig(NOBODY_WAITS);
    host.withMounts(volumes.entrySet().stream().map(PartPlan::mount).toList());
    if (ownsItsNetwork) {
      host.withCapAdd(Capability.NET_ADMIN);
    } else {
      host.withCapDrop(Capability.ALL);
    }
    create
        .withName(network.name() + "-" + name)
        .withHostName(name.value())
        .withIpv4Address(address)
        .withHostConfig(host);
  }

  private static Mount mount(Map.Entry<String, String> volume) {
    return new Mount()
        .withType(MountType.VOLUME)
        .withSource(volume.getValue())
        .withTarget(volume.getKey())
        .withVolumeOptions(new VolumeOptions().withNoCopy(true));
  }
}
