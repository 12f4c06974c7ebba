package dev.ordeal.simulation;

import dev.ordeal.environment.Environment;
import dev.ordeal.environment.Probes.ServerView;
import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.names.Role;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.Moment;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.world.World;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Runs stories on simulated environments. */
final class Stories {
  static final Duration SECOND = Duration.ofSeconds(1);

  private Stories() {}

  interface Story {
    void tell(World world, Environment environment) throws Exception;
  }

  static void run(String plan, Story story, Misbehaviour... planted) {
    Set<Misbehaviour> set = Arrays.stream(planted).collect(Collectors.toUnmodifiableSet());
    SimulatedWorld.run(
        7,
        Bounds.USUAL,
        world -> {
          try (var environment = new SimulatedEnvironment(plan(plan), world, set)) {
            environment.start();
            story.tell(world, environment);
          }
        });
  }

  static EnvironmentPlan plan(String name) {
    Problems problems = new Problems();
    return EnvironmentLibrary.shipped()
        .find(name, new Position("test", 1, 1), problems)
        .orElseThrow();
  }

  static NodeName leader(Environment environment) {
    return environment.probes().cluster(SECOND).leader().orElseThrow();
  }

  static List<NodeName> others(Environment environment, NodeName leader) {
    return environment.plan().nodes().stream().filter(node -> !node.equals(leader)).toList();
  }

  static boolean isPrimary(Environment environment, NodeName node) {
    ServerView view = environment.probes().server(node, Duration.ofMillis(100));
    return view.role().equals(Optional.of(Role.PRIMARY));
  }

  /** Writes {@code number} by a session of its own; false where it was not acknowledged. */
  static boolean writes(Environment environment, long number) {
    try (Session session = environment.sessions().open(new Entry.Primary(), SECOND)) {
      session.append("writer", number, SECOND);
      return true;
    } catch (SessionFailure failure) {
      return false;
    }
  }

  /** How long it takes until {@code condition} holds. */
  static Duration until(World world, Duration limit, BooleanSupplier condition) {
    Moment start = world.monotonic();
    while (!condition.getAsBoolean()) {
      if (world.monotonic().since(start).compareTo(limit) > 0) {
        throw new AssertionError("not within " + limit);
      }
      world.sleep(Duration.ofMillis(50));
    }
    return world.monotonic().since(start);
  }
}
