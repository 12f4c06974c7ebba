package dev.ordeal.cli;

import dev.ordeal.trials.EnvironmentPool;
import dev.ordeal.trials.Trial;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What Ctrl-C and SIGTERM do to a run: it heals, closes its evidence and takes everything away. */
final class Interrupts implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 40;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  private Interrupts(Trial trial, EnvironmentPool pool) {
    hook =
        new Thread(
            () -> {
              trial.interrupt("interrupted");
              try {
                boolean ended = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (!ended) {
                  System.err.println(
                      "ordeal: the run did not end by itself; ending its environment");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              pool.close();
            },
            "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** From now on until it is closed. */
  static Interrupts heeded(Trial trial, EnvironmentPool pool) {
    return new Interrupts(trial, pool);
  }

  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs already, and closes the pool.
    }
  }
}
