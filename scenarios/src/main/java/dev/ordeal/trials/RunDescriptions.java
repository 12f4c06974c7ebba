package dev.ordeal.trials;

import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.ProxyPlan;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.RunDescription;
import dev.ordeal.language.Scenario;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.World;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What stands in {@code run.json}. */
final class RunDescriptions {
  /** Always the same, and slow to ask for. */
  private static final SortedMap<String, String> MACHINE = machine();

  private RunDescriptions() {}

  /** The description of a run that begins now; versions are known only when its parts run. */
  static RunDescription of(Scenario scenario, Path file, long seed, World world) {
    EnvironmentPlan plan = scenario.plan();
    boolean simulated = world instanceof SimulatedWorld;
    return new RunDescription(
        Event.SCHEMA,
        scenario.title(),
        String.valueOf(file.getFileName()),
        sha256(scenario.text()),
        scenario.incident().orElse(""),
        plan.name(),
        simulated ? "reference" : plan.agent().word(),
        simulated ? Simulation.WORLD : "containers",
        seed,
        world.wallClock().truncatedTo(ChronoUnit.MILLIS).toString(),
        plain(plan.nodes()),
        plain(plan.store().members()),
        List.of(plan.proxy().name().value()),
        plan.replication().synchronousStandbys(),
        balance(plan.proxy().balance()),
        timing(plan),
        new TreeMap<>(),
        MACHINE);
  }

  /** In the words of the proxy. */
  private static String balance(ProxyPlan.Balance balance) {
    return switch (balance) {
      case ROUND_ROBIN -> "roundrobin";
      case LEAST_CONNECTIONS -> "leastconn";
      case SOURCE -> "source";
    };
  }

  private static SortedMap<String, Double> timing(EnvironmentPlan plan) {
    SortedMap<String, Double> timing = new TreeMap<>();
    timing.put("ttl", seconds(plan.agent().timeToLive()));
    timing.put("loop_wait", seconds(plan.agent().loopWait()));
    timing.put("retry_timeout", seconds(plan.agent().retryTimeout()));
    return timing;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static SortedMap<String, String> machine() {
    SortedMap<String, String> machine = new TreeMap<>();
    machine.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    machine.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.put("java", Runtime.version().toString());
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      machine.put("memory", (system.getTotalMemorySize() >> 20) + " MiB");
    }
    return Collections.unmodifiableSortedMap(machine);
  }

  private static List<String> plain(List<NodeName> names) {
    return names.stream().map(NodeName::value).toList();
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
