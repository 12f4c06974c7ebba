package dev.ordeal.world;

import java.time.Duration;
import java.util.Optional;

/**
 * An unbounded first-in first-out queue. The only way by which a foreign thread (a driver's, a
 * client library's) may hand something to a task.
 */
public interface Mailbox<T> {
  void put(T message);

  /** Waits for the next message, at most for {@code limit}; zero looks without waiting. */
  Optional<T> take(Duration limit);
}
