package dev.ordeal.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** A queue between the tasks of a simulated world. */
final class SimulatedMailbox<T> implements Mailbox<T> {
  private final Baton baton;
  private final Queue<T> messages = new ArrayDeque<>(4);
  private final Queue<Waiter> waiting = new ArrayDeque<>(2);

  SimulatedMailbox(Baton baton) {
    this.baton = baton;
  }

  @Override
  public void put(T message) {
    baton.check();
    messages.add(message);
    baton.checkQueueLength(messages.size(), "messages wait in one mailbox");
    while (!waiting.isEmpty()) {
      Waiter next = waiting.remove();
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
      if (!waiting.isEmpty()) {
        waiting.removeIf(waiter -> !waiter.isLive());
      }
      waiting.add(baton.waiter());
      baton.await(deadline, "a message");
    }
    return Optional.of(messages.remove());
  }
}
