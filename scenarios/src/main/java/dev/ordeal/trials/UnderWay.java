package dev.ordeal.trials;

import org.jspecify.annotations.Nullable;

/** The trial that is played now, and whether somebody wants no further ones. From any thread. */
final class UnderWay {
  private @Nullable Trial trial;
  private boolean interrupted;

  /** One begins; it is broken off at once where an interruption came before. */
  synchronized void begins(Trial next) {
    trial = next;
    if (interrupted) {
      next.interrupt("interrupted");
    }
  }

  synchronized void ended() {
    trial = null;
  }

  /** Breaks off the trial that is under way; the caller plays no further ones. */
  synchronized void interrupt() {
    interrupted = true;
    if (trial != null) {
      trial.interrupt("interrupted");
    }
  }

  synchronized boolean isInterrupted() {
    return interrupted;
  }
}
