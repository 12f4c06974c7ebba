package dev.ordeal.simulation.postgres;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Who may write a row: one transaction after the other, each until its commit has ended. */
final class RowLocks {
  private final Map<String, Deque<Runnable>> waiting = new HashMap<>();

  /** Runs {@code work} once the row is free; it must {@link #unlock} afterwards. */
  void lock(String row, Runnable work) {
    Deque<Runnable> queue = waiting.get(row);
    if (queue != null) {
      queue.add(work);
      return;
    }
    waiting.put(row, new ArrayDeque<>(2));
    work.run();
  }

  void unlock(String row) {
    Deque<Runnable> queue = waiting.get(row);
    if (queue == null) {
      return;
    }
    Runnable next = queue.poll();
    if (next == null) {
      waiting.remove(row);
    } else {
      next.run();
    }
  }

  void clear() {
    waiting.clear();
  }
}
