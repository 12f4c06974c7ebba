package dev.ordeal.workload;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * One stream of operations: hands each one that is due to an idle client of its pool. Where none is
 * idle the operation waits a moment, since a task that woke late hands out many at once; then it is
 * written down as not sent. Used by one task.
 */
final class Traffic {
  private static final long PATIENCE_NS = Duration.ofMillis(100).toNanos();
  private final ClientPool pool;
  private final OperationLog log;
  private final String path;
  private final Source source;
  private final Deque<Work> waiting = new ArrayDeque<>();

  /** Makes the operation that is due. */
  interface Source {
    Work due(long dueNs);
  }

  Traffic(ClientPool pool, OperationLog log, String path, Source source) {
    this.pool = pool;
    this.log = log;
    this.path = path;
    this.source = source;
  }

  void due(long dueNs) {
    waiting.add(source.due(dueNs));
    handOut();
    while (!waiting.isEmpty() && log.nowNs() - waiting.getFirst().dueNs() > PATIENCE_NS) {
      notSent(waiting.removeFirst());
    }
  }

  /** Nothing further is due. */
  void end() {
    handOut();
    while (!waiting.isEmpty()) {
      notSent(waiting.removeFirst());
    }
  }

  private void handOut() {
    while (!waiting.isEmpty()) {
      Optional<Client> client = pool.take();
      if (client.isEmpty()) {
        return;
      }
      client.get().give(waiting.removeFirst());
    }
  }

  private void notSent(Work work) {
    log.notSent(work.dueNs(), path, work.unsent());
  }
}
