package dev.ordeal.workload;

import dev.ordeal.evidence.Recorder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The clients of one kind. Its regulars take the work in turn; where all of them are busy, further
 * clients step in, up to a bound, so that a stalled client hides nothing.
 *
 * <p>Half of the further clients step in at once. The other half is dealt out evenly over the time
 * that a stalled operation takes: in a long stall the pool never runs dry for long, and the end of
 * the stall is seen within {@code limit / half}.
 */
final class ClientPool {
  private final Recorder clock;
  private final int further;
  private final long reserveEveryNs;
  private final Hire hire;
  private final ConcurrentLinkedQueue<Client> idleRegulars = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Client> idleFurther = new ConcurrentLinkedQueue<>();
  private final AtomicInteger busyFurther = new AtomicInteger();
  private long lastReserveNs = Long.MIN_VALUE / 2;

  /** Makes and starts a client, which tells {@code idle} after each piece of work. */
  interface Hire {
    Client hire(Consumer<Client> idle);
  }

  /**
   * @param limit after which a stalled client gives up
   */
  ClientPool(Recorder clock, int regulars, int further, Duration limit, Hire hire) {
    this.clock = clock;
    this.further = further;
    this.reserveEveryNs = limit.toNanos() / Math.max(1, further / 2);
    this.hire = hire;
    for (int i = 0; i < regulars; i++) {
      idleRegulars.add(hire.hire(idleRegulars::add));
    }
  }

  /** A client that is idle and is not any more; called by one task only. */
  Optional<Client> take() {
    Client regular = idleRegulars.poll();
    if (regular != null) {
      return Optional.of(regular);
    }
    int busy = busyFurther.get();
    if (busy >= further) {
      return Optional.empty();
    }
    if (busy >= further / 2) {
      long now = clock.nowNs();
      if (now - lastReserveNs < reserveEveryNs) {
        return Optional.empty();
      }
      lastReserveNs = now;
    }
    busyFurther.incrementAndGet();
    Client waiting = idleFurther.poll();
    if (waiting != null) {
      return Optional.of(waiting);
    }
    return Optional.of(hire.hire(this::giveBackFurther));
  }

  private void giveBackFurther(Client client) {
    idleFurther.add(client);
    busyFurther.decrementAndGet();
  }
}
