package dev.ordeal.world;

import java.time.Duration;

/** A piece of work under way in a {@link TaskGroup}. */
public interface Task {
  String name();

  /** Whether the work has ended, in whatever way. */
  boolean isDone();

  /**
   * Waits for the end of the work, at most for {@code limit}.
   *
   * @return whether it has ended
   * @throws TaskFailed when it ended by an error, which is the cause
   */
  boolean join(Duration limit);
}
