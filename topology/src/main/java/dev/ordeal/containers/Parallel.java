package dev.ordeal.containers;

import dev.ordeal.environment.EnvironmentFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** The same to many parts at once: the engine takes its time for each call. */
final class Parallel {
  private Parallel() {}

  /**
   * Does {@code work} to each; all have ended when it returns.
   *
   * @throws EnvironmentFailed when any of them failed; the others were done all the same
   */
  static <T> void forEach(List<T> things, Consumer<T> work) {
    List<Future<?>> futures = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      things.forEach(thing -> futures.add(executor.submit(() -> work.accept(thing))));
    }
    for (Future<?> future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
        throw new EnvironmentFailed(String.valueOf(e.getCause()), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EnvironmentFailed("interrupted", e);
      }
    }
  }
}
