package dev.ordeal.engine;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.OperationKind;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Follows, while the run goes on, which writes through the primary port are acknowledged. */
final class Acknowledgements implements Consumer<Event> {
  private final AtomicLong latestScheduledNs = new AtomicLong(Long.MIN_VALUE);
  private final AtomicLong latestAtNs = new AtomicLong(Long.MIN_VALUE);

  @Override
  public void accept(Event event) {
    if (event instanceof Event.ClientOperation operation
        && operation.kind() == OperationKind.APPEND
        && operation.outcome() == ClientOutcome.OK
        && operation.path().equals("primary")) {
      latestScheduledNs.accumulateAndGet(operation.scheduledNs(), Math::max);
      latestAtNs.accumulateAndGet(operation.atNs(), Math::max);
    }
  }

  /** When the latest acknowledged write was scheduled. */
  long latestScheduledNs() {
    return latestScheduledNs.get();
  }

  /** When a write was last acknowledged. */
  long latestAtNs() {
    return latestAtNs.get();
  }
}
