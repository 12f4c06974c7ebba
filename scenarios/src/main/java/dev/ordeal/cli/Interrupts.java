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

  private Interrupts(Runnable wish, Runnable takeAway) {
    hook = new Thread(() -> interrupt(wish, takeAway), "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * From now on until it is closed, which is when nothing is left to be done.
   *
   * @param wish asks what is under way to end
   * @param takeAway removes everything once it has ended, or has not ended in time
   */
  static Interrupts heeded(Runnable wish, Runnable takeAway) {
    return new Interrupts(wish, takeAway);
  }

  private void interrupt(Runnable wish, Runnable takeAway) {
    if (System.console() != null && System.console().isTerminal()) {
      // What was typed, or a moving line, stands there already.
      System.err.println();
    }
    System.err.println("ordeal: interrupted; healing, and ending the environment");
    wish.run();
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("ordeal: that takes too long; removing the environment as it is");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    takeAway.run();
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
