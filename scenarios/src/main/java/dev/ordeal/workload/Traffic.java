package dev.ordeal.workload;

import java.util.Optional;

/**
 * One stream of operations: hands each one that is due to an idle client of its pool, or writes
 * down that it could not be sent.
 */
final class Traffic {
  private final ClientPool pool;
  private final OperationLog log;
  private final String path;
  private final Source source;

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
    Work work = source.due(dueNs);
    Optional<Client> client = pool.take();
    if (client.isPresent()) {
      client.get().give(work);
    } else {
      log.notSent(dueNs, path, work.unsent());
    }
  }
}
