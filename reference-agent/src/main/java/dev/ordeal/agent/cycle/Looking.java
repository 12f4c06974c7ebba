package dev.ordeal.agent.cycle;

import dev.ordeal.world.Task;
import dev.ordeal.world.TaskGroup;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at something that may not answer, without waiting longer than is worth it. A look that is
 * still under way is not begun again: its result, when it comes, serves the next caller. Nobody
 * waits while he holds a monitor: a waiting task of a simulated world would keep everyone waiting.
 */
final class Looking<T> {
  private final TaskGroup group;
  private final String name;
  private final Supplier<T> look;
  private volatile Optional<T> last = Optional.empty();
  private @Nullable Task pending;

  Looking(TaskGroup group, String name, Supplier<T> look) {
    this.group = group;
    this.name = name;
    this.look = look;
  }

  /** A fresh look if it comes in time, else the one before; empty only before the first one. */
  Optional<T> look(Duration limit) {
    return freshLook(limit).or(() -> last);
  }

  /** A fresh look if it comes in time. */
  Optional<T> freshLook(Duration limit) {
    Task task = begun();
    if (!task.join(limit)) {
      return Optional.empty();
    }
    ended(task);
    return last;
  }

  private synchronized Task begun() {
    Task task = pending;
    if (task == null || task.isDone()) {
      task = group.spawn(name, () -> last = Optional.of(look.get()));
      pending = task;
    }
    return task;
  }

  private synchronized void ended(Task task) {
    if (pending == task) {
      pending = null;
    }
  }
}
