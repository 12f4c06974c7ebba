package dev.ordeal.trials;

import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.engine.Engine;
import dev.ordeal.environment.Environment;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.world.World;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last environment: a trial on the same plan recycles it, one on another plan ends it and
 * starts its own. One trial at a time.
 */
public final class EnvironmentPool implements AutoCloseable {
  private final World world;
  private @Nullable Environment kept;

  public EnvironmentPool(World world) {
    this.world = world;
  }

  /** The environment for {@code plan}, and how it is made ready for a trial. */
  public synchronized Lease lease(EnvironmentPlan plan) {
    Environment last = kept;
    if (last != null && last.plan().equals(plan)) {
      return new Lease(last, Environment::recycle);
    }
    close();
    Environment environment = new ContainerEnvironment(plan, world);
    kept = environment;
    return new Lease(environment, Environment::start);
  }

  /** Ends what is kept. After a trial that failed nobody knows its state: close, and lease anew. */
  @Override
  public synchronized void close() {
    Environment last = kept;
    kept = null;
    if (last != null) {
      last.close();
    }
  }

  /** An environment and what makes it ready. */
  public record Lease(Environment environment, Engine.Preparation preparation) {}
}
