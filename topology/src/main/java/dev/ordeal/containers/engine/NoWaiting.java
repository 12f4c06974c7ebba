package dev.ordeal.containers.engine;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;

/**
 * Waiting that does not wait: an environment is awaited as a whole, afterwards. The usual start-up
 * check is limited to one look a second over all containers of the process.
 */
final class NoWaiting {
  private NoWaiting() {}

  static final class Check extends StartupCheckStrategy {
    @Override
    public boolean waitUntilStartupSuccessful(GenericContainer<?> container) {
      return true;
    }

    @Override
    public StartupStatus checkStartupState(
        com.github.dockerjava.api.DockerClient client, String containerId) {
      return StartupStatus.SUCCESSFUL;
    }
  }

  static final class Wait implements WaitStrategy {
    @Override
    public void waitUntilReady(WaitStrategyTarget target) {}

    @Override
    public WaitStrategy withStartupTimeout(java.time.Duration limit) {
      return this;
    }
  }
}
