package dev.ordeal.containers;

import dev.ordeal.containers.engine.Part;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.Operation;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Freezes a whole environment, and thaws it. Leases run out meanwhile; in maintenance mode a
 * primary keeps its server for all that and takes its key again, so that no failover follows.
 */
record Freezing(EnvironmentPlan plan, World world, List<Part> parts, Ways ways) {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration GLANCE = Duration.ofSeconds(1);

  /**
   * Freezes every container, once every agent keeps its hands off.
   *
   * @throws EnvironmentFailed when that takes longer than {@code limit}
   */
  void freeze(Duration limit) {
    Moment deadline = world.monotonic().plus(limit);
    maintenance(true, deadline);
    Parallel.forEach(parts, Part::pause);
  }

  /**
   * Thaws every container; the agents are at work again afterwards, under the same leader.
   *
   * @throws EnvironmentFailed when that takes longer than {@code limit}
   */
  void thaw(Duration limit) {
    Moment deadline = world.monotonic().plus(limit);
    Parallel.forEach(parts, Part::resume);
    // Not the store is asked: it may still show a key whose lease is over.
    await("nobody leads", deadline, () -> plan.nodes().stream().anyMatch(this::leads));
    maintenance(false, deadline);
  }

  private boolean leads(NodeName node) {
    return ways.probes().agent(node, GLANCE).primaryStatus().equals(Optional.of(200));
  }

  private void maintenance(boolean on, Moment deadline) {
    var wish = new Operation.Maintenance(on);
    await(
        "no agent takes a request",
        deadline,
        () -> ways.operations().perform(wish, GLANCE).accepted());
    for (NodeName node : plan.nodes()) {
      await(
          node + " does not " + (on ? "pause" : "go on"),
          deadline,
          () -> ways.operations().isPaused(node, GLANCE).equals(Optional.of(on)));
    }
  }

  private void await(String trouble, Moment deadline, BooleanSupplier met) {
    while (!met.getAsBoolean()) {
      if (world.monotonic().isAfter(deadline)) {
        throw new EnvironmentFailed(trouble);
      }
      world.sleep(LOOK_AGAIN);
    }
  }
}
