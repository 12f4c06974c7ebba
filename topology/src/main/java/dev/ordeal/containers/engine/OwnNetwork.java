package dev.ordeal.containers.engine;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network.Ipam;
import dev.ordeal.containers.addresses.Subnet;
import dev.ordeal.environment.EnvironmentFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.Network;

/** An environment's network, on a subnet that nobody else has. */
public record OwnNetwork(Engine engine, String name, String id, Subnet subnet) implements Network {
  /**
   * Makes one on the first free subnet. Another process may take a subnet between the look and the
   * attempt: then the next one is tried.
   *
   * @throws EnvironmentFailed when no subnet is free
   */
  public static OwnNetwork create(Engine engine, String name, Map<String, String> labels) {
    List<String> taken = taken(engine);
    List<String> refusals = new ArrayList<>();
    for (Subnet subnet : Subnet.all()) {
      if (taken.stream().noneMatch(subnet::overlaps)) {
        try {
          return new OwnNetwork(engine, name, create(engine, name, labels, subnet), subnet);
        } catch (DockerException e) {
          refusals.add(subnet.cidr() + ": " + e.getMessage());
        }
      }
    }
    throw new EnvironmentFailed(
        "no subnet of 198.18.64.0/18 is free for a network " + String.join("; ", refusals));
  }

  private static String create(
      Engine engine, String name, Map<String, String> labels, Subnet subnet) {
    return engine
        .client()
        .createNetworkCmd()
        .withName(name)
        .withDriver("bridge")
        .withCheckDuplicate(true)
        .withLabels(labels)
        .withIpam(
            new Ipam()
                .withConfig(
                    new Ipam.Config().withSubnet(subnet.cidr()).withGateway(subnet.gateway())))
        .exec()
        .getId();
  }

  private static List<String> taken(Engine engine) {
    List<String> taken = new ArrayList<>();
    for (var network : engine.client().listNetworksCmd().exec()) {
      if (network.getIpam() != null && network.getIpam().getConfig() != null) {
        for (Ipam.Config config : network.getIpam().getConfig()) {
          if (config.getSubnet() != null && config.getSubnet().indexOf('.') > 0) {
            taken.add(config.getSubnet());
          }
        }
      }
    }
    return taken;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public void close() {
    try {
      engine.client().removeNetworkCmd(id).exec();
    } catch (NotFoundException e) {
      // Gone already, which is what was wanted.
    }
  }
}
