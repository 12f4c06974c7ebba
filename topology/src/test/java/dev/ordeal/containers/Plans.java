package dev.ordeal.containers;

import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.EnvironmentReader;
import dev.ordeal.environment.plan.ProxyPlan;
import dev.ordeal.environment.plan.Replication;
import dev.ordeal.environment.plan.StorePlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.yaml.Problems;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Plans for tests, with quick timers. */
public final class Plans {
  private Plans() {}

  public static EnvironmentPlan threeNodes() {
    return named("test");
  }

  public static EnvironmentPlan named(String name) {
    return with(name, new Replication(Replication.Mode.ASYNCHRONOUS, 0, 1_048_576));
  }

  public static EnvironmentPlan threeNodesSynchronous() {
    return with("test", new Replication(Replication.Mode.SYNCHRONOUS, 1, 1_048_576));
  }

  /** As an environment file of that text says. */
  public static EnvironmentPlan read(String name, String text) {
    var problems = new Problems();
    return EnvironmentReader.read(name, name + ".yaml", text, problems)
        .orElseThrow(() -> new AssertionError(problems.inOrder().toString()));
  }

  private static EnvironmentPlan with(String name, Replication replication) {
    return new EnvironmentPlan(
        name,
        names("node", 3),
        replication,
        new StorePlan(names("etcd", 3), Duration.ofMillis(50), Duration.ofMillis(500), true),
        new ProxyPlan(
            new NodeName("proxy1"),
            ProxyPlan.Balance.ROUND_ROBIN,
            ProxyPlan.Check.HTTP,
            Duration.ofSeconds(1),
            2,
            1,
            true,
            0),
        new AgentPlan(
            AgentPlan.Kind.PATRONI,
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            new TreeMap<>(),
            new TreeMap<>()),
        new TreeMap<>(),
        256,
        false);
  }

  private static List<NodeName> names(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new NodeName(prefix + i)).toList();
  }
}
