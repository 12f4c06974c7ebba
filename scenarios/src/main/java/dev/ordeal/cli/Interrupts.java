package dev.ordeal.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and SIGTERM do: what is under way is asked to end, and has time to heal, to close its
 * evidence, to take everything away and to say so. The process then ends as shells expect it, with
 * 130 after Ctrl-C and 143 after SIGTERM, whatever the verb would have said.
 */
final class Interrupts implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  private Interrupts(Runnable wish, Runnable lastResort) {
    hook = new Thread(() -> interrupt(wish, lastResort), "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * From now on until it is closed, which is when nothing is left to be done.
   *
   * @param wish asks what is under way to end
   * @param lastResort ends it where that was of no use in time
   */
  static Interrupts heeded(Runnable wish, Runnable lastResort) {
    return new Interrupts(wish, lastResort);
  }

  private void interrupt(Runnable wish, Runnable lastResort) {
    if (System.console() != null && System.console().isTerminal()) {
      // What was typed, or a moving line, stands there already.
      System.err.println();
    }
    System.err.println("ordeal: interrupted; healing, and ending the environment");
    wish.run();
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("ordeal: that takes too long; removing the environment as it is");
        lastResort.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // The hook runs already, and has just been told that all is over.
    }
  }
}
