package dev.ordeal.containers.engine;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network.Ipam;
import dev.ordeal.containers.addresses.Subnet;
import dev.ordeal.environment.EnvironmentFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.testcontainers.containers.Network;

/** An environment's network, on a subnet that nobody else has. */
public record OwnNetwork(Engine engine, String name, String id, Subnet subnet) implements Network {
  private static final Logger LOG = Logger.getLogger(OwnNetwork.class.getName());
  private static final int FORBIDDEN = 403;

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

  /**
   * Removes it, unless the engine cannot. One before 28.1 keeps a count beside the endpoints of a
   * network, and that may go wrong where several containers come or go at once: then it says for
   * ever that a network to which nobody is connected has active endpoints (moby issue 42119). Only
   * a restart of the engine ends that, so such a network is left, and a warning says so.
   */
  @Override
  public void close() {
    try {
      engine.client().removeNetworkCmd(id).exec();
    } catch (NotFoundException e) {
      // Gone already, which is what was wanted.
    } catch (DockerException refused) {
      if (!isMiscounted(refused)) {
        throw refused;
      }
      LOG.warning(
          "The engine has miscounted the endpoints of the empty network %s and does not remove it; a restart of the engine does (docker/README.md)"
              .formatted(name));
    }
  }

  private boolean isMiscounted(DockerException refused) {
    return refused.getHttpStatus() == FORBIDDEN
        && String.valueOf(refused.getMessage()).contains("active endpoints")
        && engine.client().inspectNetworkCmd().withNetworkId(id).exec().getContainers().isEmpty();
  }
}
