package dev.ordeal.containers;

import dev.ordeal.environment.Environment;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.world.World;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A second environment of the same plan, ready and frozen: it costs memory and no processor time
 * until it is taken over. The taker gets it once it is steady again.
 */
public final class SpareEnvironment implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final EnvironmentPlan plan;
  private final World world;
  private @Nullable ContainerEnvironment ready;

  public SpareEnvironment(EnvironmentPlan plan, World world) {
    this.plan = plan;
    this.world = world;
  }

  /**
   * Starts the spare and freezes it; does nothing when there is one.
   *
   * @throws EnvironmentFailed when that cannot be done; nothing is left of it then
   */
  public synchronized void prepare() {
    if (ready == null) {
      ContainerEnvironment environment = new ContainerEnvironment(plan, world);
      try {
        environment.start();
        environment.freeze(LIMIT);
      } catch (RuntimeException | Error e) {
        environment.close();
        throw e;
      }
      ready = environment;
    }
  }

  /**
   * Thaws the spare and hands it over, steady. It belongs to the caller from then on.
   *
   * @throws EnvironmentFailed when there is none, or when it does not become steady
   */
  public synchronized Environment take() {
    ContainerEnvironment environment = ready;
    if (environment == null) {
      throw new EnvironmentFailed("no spare environment is ready");
    }
    ready = null;
    try {
      environment.thaw(LIMIT);
      environment.awaitSteady(LIMIT);
      return environment;
    } catch (RuntimeException e) {
      environment.close();
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    if (ready != null) {
      ready.close();
      ready = null;
    }
  }
}
