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
 * <p>Some of the further clients step in at once, as many as a hiccup needs and no more: after a
 * stall all that waited go through the environment together, and the first of them is acknowledged
 * the later the more they are. The rest is dealt out evenly over the time that a stalled operation
 * takes: in a long stall the pool never runs dry for long, and the end of the stall is seen within
 * {@code limit / rest}.
 */
final class ClientPool {
  private final Recorder clock;
  private final Further further;
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
   * How many clients may step in beside the regulars.
   *
   * @param atOnce where all regulars are busy
   * @param dealt evenly over the time that a stalled operation takes, where those are busy too
   */
  record Further(int atOnce, int dealt) {
    static final Further NONE = new Further(0, 0);

    /** The longest hiccup that makes no work wait for a client. */
    private static final double HICCUP_SECONDS = 0.025;

    private static final int LEAST_AT_ONCE = 4;

    /** For work that comes {@code perSecond}. */
    static Further at(double perSecond, int dealt) {
      return new Further(
          Math.max(LEAST_AT_ONCE, (int) Math.ceil(perSecond * HICCUP_SECONDS)), dealt);
    }

    int all() {
      return atOnce + dealt;
    }
  }

  /**
   * @param limit after which a stalled client gives up
   */
  ClientPool(Recorder clock, int regulars, Further further, Duration limit, Hire hire) {
    this.clock = clock;
    this.further = further;
    this.reserveEveryNs = limit.toNanos() / Math.max(1, further.dealt());
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
    if (busy >= further.all()) {
      return Optional.empty();
    }
    if (busy >= further.atOnce()) {
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
