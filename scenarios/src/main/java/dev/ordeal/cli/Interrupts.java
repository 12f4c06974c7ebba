package dev.ordeal.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What Ctrl-C and SIGTERM do to a run: it heals, closes its evidence and takes everything away. */
final class Interrupts implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 40;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  private Interrupts(Runnable breakOff, Runnable takeAway) {
    hook =
        new Thread(
            () -> {
              breakOff.run();
              try {
                boolean ended = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (!ended) {
                  System.err.println(
                      "ordeal: the run did not end by itself; ending its environment");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              takeAway.run();
            },
            "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * From now on until it is closed.
   *
   * @param breakOff asks what is under way to end by itself
   * @param takeAway removes everything once it has ended, or has not ended in time
   */
  static Interrupts heeded(Runnable breakOff, Runnable takeAway) {
    return new Interrupts(breakOff, takeAway);
  }

  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs already, and takes everything away.
    }
  }
}
