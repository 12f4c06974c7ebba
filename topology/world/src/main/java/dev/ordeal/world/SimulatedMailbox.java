package dev.ordeal.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A queue between the tasks of a simulated world. */
final class SimulatedMailbox<T> implements Mailbox<T> {
  private final Baton baton;
  private final Queue<T> messages = new ArrayDeque<>(2);

  /** Who waits, as nearly always, alone. */
  private @Nullable Waiter first;

  /** Who waits behind the first. */
  private final Queue<Waiter> others = new ArrayDeque<>(0);

  SimulatedMailbox(Baton baton) {
    this.baton = baton;
  }

  @Override
  public void put(T message) {
    baton.check();
    messages.add(message);
    baton.checkQueueLength(messages.size(), "messages wait in one mailbox");
    while (first != null) {
      Waiter next = first;
      first = others.poll();
      if (next.isLive()) {
        baton.wake(next);
        return;
      }
    }
  }

  @Override
  public Optional<T> take(Duration limit) {
    baton.check();
    long deadline = baton.deadline(limit);
    while (messages.isEmpty()) {
      if (baton.nowNanos() >= deadline) {
        return Optional.empty();
      }
      line(baton.waiter());
      baton.await(deadline, "a message");
    }
    return Optional.of(messages.remove());
  }

  private void line(Waiter waiter) {
    while (first != null && !first.isLive()) {
      first = others.poll();
    }
    if (first == null) {
      first = waiter;
    } else {
      others.removeIf(other -> !other.isLive());
      others.add(waiter);
    }
  }
}
