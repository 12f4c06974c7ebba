package dev.ordeal.containers;

import dev.ordeal.containers.configuration.DynamicConfiguration;
import dev.ordeal.containers.configuration.PatroniConfiguration;
import dev.ordeal.containers.engine.Engine;
import dev.ordeal.containers.engine.Part;
import dev.ordeal.containers.faults.ContainerFaults;
import dev.ordeal.containers.faults.Place;
import dev.ordeal.containers.links.Links;
import dev.ordeal.containers.probes.ContainerProbes;
import dev.ordeal.containers.probes.Store;
import dev.ordeal.containers.probes.StoreMember;
import dev.ordeal.containers.sessions.JdbcSessions;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.Link;
import dev.ordeal.environment.Operations;
import dev.ordeal.environment.Ports;
import dev.ordeal.environment.Probes.ClusterView;
import dev.ordeal.environment.Probes.ServerView;
import dev.ordeal.environment.Sessions;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.lifecycle.Startables;
import tools.jackson.databind.json.JsonMapper;

/** The life of the parts of one environment, and the ways into them. */
final class RunningParts implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration GLANCE = Duration.ofMillis(500);

  private final EnvironmentPlan plan;
  private final World world;
  private final Engine engine;
  private final Parts parts;
  private final Links links;
  private final Store store;
  private final Ways ways = new Ways();

  RunningParts(EnvironmentPlan plan, World world, Engine engine, Parts parts) {
    this.plan = plan;
    this.world = world;
    this.engine = engine;
    this.parts = parts;
    this.links = new Links(parts.addresses(), parts.toxiproxy());
    this.store =
        new Store(
            plan.store().members().stream()
                .map(member -> new StoreMember(member, parts.addresses().of(member)))
                .toList());
  }

  Engine engine() {
    return engine;
  }

  Parts parts() {
    return parts;
  }
}
