package dev.ordeal.containers.sessions;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hard limits on JDBC calls. The driver's own query timeout sends a cancel, which a frozen server
 * does not read, and its socket timeout counts each read anew; closing the socket under the call
 * always ends it.
 */
public final class Aborts {
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private Aborts() {}

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("aborts").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Aborts {@code connection} after {@code limit} unless closed before. */
  public static Abort after(Duration limit, Connection connection) {
    Abort abort = new Abort(connection);
    abort.timer = TIMER.schedule(abort, limit.toNanos(), TimeUnit.NANOSECONDS);
    return abort;
  }

  /** An abort that waits for its hour. */
  public static final class Abort implements Runnable, AutoCloseable {
    private final Connection connection;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile boolean fired;
    private @org.jspecify.annotations.Nullable ScheduledFuture<?> timer;

    private Abort(Connection connection) {
      this.connection = connection;
    }

    @Override
    public void run() {
      if (decided.compareAndSet(false, true)) {
        fired = true;
        try {
          connection.abort(Runnable::run);
        } catch (SQLException e) {
          // The connection is gone already.
        }
      }
    }

    /** Whether the limit ran out. */
    public boolean fired() {
      return fired;
    }

    @Override
    public void close() {
      if (decided.compareAndSet(false, true) && timer != null) {
        timer.cancel(false);
      }
    }
  }
}
