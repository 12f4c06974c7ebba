package dev.ordeal.simulation.postgres;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;

/**
 * Commits under way: each waits for its record to be flushed here, then for its standbys. Both wait
 * in the order of the log, so what transactions see follows the log.
 */
final class Commits {
  private final Deque<Waiting> forFlush = new ArrayDeque<>();
  private final Deque<Waiting> forStandbys = new ArrayDeque<>();
  private final LongConsumer visible;

  private record Waiting(long position, Runnable then) {}

  /**
   * @param visible told up to where transactions see the log from now on
   */
  Commits(LongConsumer visible) {
    this.visible = visible;
  }

  void add(long position, Runnable then) {
    forFlush.add(new Waiting(position, then));
  }

  /** Lets those go on for which {@code flushed} and {@code confirmed} are far enough. */
  void release(long flushed, boolean waitsForStandbys, long confirmed) {
    while (!forFlush.isEmpty() && forFlush.getFirst().position() <= flushed) {
      forStandbys.add(forFlush.removeFirst());
    }
    while (!forStandbys.isEmpty()
        && (!waitsForStandbys || forStandbys.getFirst().position() <= confirmed)) {
      Waiting done = forStandbys.removeFirst();
      visible.accept(done.position());
      done.then().run();
    }
  }

  /** The waits end without an answer. */
  void clear() {
    forFlush.clear();
    forStandbys.clear();
  }
}
