package dev.ordeal.containers.measures;

import dev.ordeal.containers.addresses.AddressPlan;
import dev.ordeal.containers.configuration.HaproxyConfiguration;
import dev.ordeal.containers.configuration.Home;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;

/**
 * A second proxy in the proxy's container with the same configuration, but for its ports and for
 * the servers' addresses: they are the containers' own, so that no link lies on the way.
 */
public final class StraightProxy {
  /** By so much its ports are higher than those of the proxy. */
  private static final int HIGHER = 10_000;

  private static final String SCRIPT =
      "printf '%s' \"$1\" >/tmp/straight.cfg && exec haproxy -db -f /tmp/straight.cfg";

  private StraightProxy() {}

  /** Starts it; it needs a moment to find the leader, and ends with its container. */
  public static void start(Part proxy, EnvironmentPlan plan, AddressPlan addresses) {
    String configuration = HaproxyConfiguration.of(Home.haproxyTemplate(), plan);
    proxy.execDetached(
        "haproxy", "bash", "-c", SCRIPT, "straight", of(configuration, plan, addresses));
  }

  /** The port on which it takes writes. */
  public static int primaryPort() {
    return Ports.PROXY_PRIMARY + HIGHER;
  }

  /** The configuration of the proxy, without links. */
  static String of(String configuration, EnvironmentPlan plan, AddressPlan addresses) {
    String straight = configuration;
    for (NodeName node : plan.nodes()) {
      straight =
          straight.replace(
              " " + node + ":" + Ports.POSTGRESQL,
              " " + addresses.of(node) + ":" + Ports.POSTGRESQL);
    }
    return java.util.regex.Pattern.compile("(?<=0\\.0\\.0\\.0:)\\d+")
        .matcher(straight)
        .replaceAll(port -> Integer.toString(Integer.parseInt(port.group()) + HIGHER));
  }
}
