package dev.ordeal.containers.configuration;

import dev.ordeal.environment.Ports;
import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.ProxyPlan;
import dev.ordeal.names.NodeName;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills {@code docker/haproxy.cfg.template}. */
public final class HaproxyConfiguration {
  private HaproxyConfiguration() {}

  /**
   * @throws IllegalArgumentException when the template asks for a name that nobody gives
   */
  public static String of(String template, EnvironmentPlan plan) {
    ProxyPlan proxy = plan.proxy();
    boolean http = proxy.check() == ProxyPlan.Check.HTTP;
    String filled =
        withoutLines(template, "#")
            .replace("${CHECK_INTERVAL}", proxy.checkInterval().toMillis() + "ms")
            .replace("${DOUBT_INTERVAL}", proxy.checkIntervalInDoubt().toMillis() + "ms")
            .replace("${CHECK_LIMIT}", proxy.checkLimit().toMillis() + "ms")
            .replace("${CHECK_PATIENCE}", proxy.checkPatience().toMillis() + "ms")
            .replace("${FALL}", Integer.toString(proxy.fall()))
            .replace("${RISE}", Integer.toString(proxy.rise()))
            .replace("${BALANCE}", balance(proxy.balance()))
            .replace("${LAG_QUERY}", lagQuery(proxy))
            .replace("${PRIMARY_SERVERS}", servers(plan, http))
            .replace("${REPLICA_SERVERS}", servers(plan, http));
    if (!proxy.shutdownSessions()) {
      filled = filled.replace(" on-marked-down shutdown-sessions", "");
    }
    if (!http) {
      filled = withoutLines(filled, "option httpchk", "http-check");
    }
    int left = filled.indexOf("${");
    if (left >= 0) {
      throw new IllegalArgumentException(
          "the HAProxy template asks for an unknown name: "
              + filled.substring(left, filled.indexOf('}', left) + 1));
    }
    return filled;
  }

  private static String balance(ProxyPlan.Balance balance) {
    return switch (balance) {
      case ROUND_ROBIN -> "roundrobin";
      case LEAST_CONNECTIONS -> "leastconn";
      case SOURCE -> "source";
    };
  }

  private static String lagQuery(ProxyPlan proxy) {
    return proxy.maximumLagBytes() > 0 ? "?lag=" + proxy.maximumLagBytes() : "";
  }

  /** By HTTP the agent is asked; by TCP only whether PostgreSQL's port is open. */
  private static String servers(EnvironmentPlan plan, boolean http) {
    return plan.nodes().stream()
        .map(node ->
            "    server "
                + node
                + " "
                + node
                + ":"
                + Ports.POSTGRESQL
                + (http ? agentCheck(plan, node) : " check"))
        .collect(Collectors.joining("\n"));
  }

  private static String agentCheck(EnvironmentPlan plan, NodeName node) {
    String check = " check port " + Ports.REST;
    return plan.agent().kindOf(node) == AgentPlan.Kind.REFERENCE
        ? check + " downinter " + plan.proxy().pauseBetweenPatientChecks().toMillis() + "ms"
        : check;
  }

  private static String withoutLines(String text, String... beginnings) {
    return text.lines()
        .filter(line -> Stream.of(beginnings).noneMatch(line.strip()::startsWith))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
