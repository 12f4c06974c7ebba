package dev.ordeal.trials.measures;

import dev.ordeal.environment.Session;
import dev.ordeal.environment.SessionFailure;
import dev.ordeal.environment.Sessions;
import dev.ordeal.environment.Sessions.Entry;
import dev.ordeal.world.Moment;
import dev.ordeal.world.Task;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that write as fast as they are answered, through one way in. */
final class ClosedLoop implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** For how long the way in may need to find the leader. */
  private static final Duration OPENING = Duration.ofSeconds(20);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final World world;
  private final String name;
  private final List<Session> sessions = new ArrayList<>();
  private final AtomicLong numbers = new AtomicLong();

  /**
   * Opens all sessions.
   *
   * @param name what its rows are called by
   */
  ClosedLoop(World world, Sessions way, String name, int clients) {
    this.world = world;
    this.name = name;
    Moment deadline = world.monotonic().plus(OPENING);
    while (sessions.size() < clients) {
      try {
        sessions.add(way.open(new Entry.Primary(), LIMIT));
      } catch (SessionFailure refused) {
        if (world.monotonic().isAfter(deadline)) {
          close();
          throw new IllegalStateException("no session opens: " + refused.getMessage(), refused);
        }
        world.sleep(LOOK_AGAIN);
      }
    }
  }

  /**
   * Writes for {@code time}.
   *
   * @return acknowledged writes a second
   */
  double writesPerSecond(Duration time) {
    TaskGroup group = world.group("closed loop");
    var acknowledged = new AtomicLong();
    Moment start = world.monotonic();
    Moment end = start.plus(time);
    List<Task> tasks =
        sessions.stream()
            .map(session -> group.spawn(name, () -> acknowledged.addAndGet(writes(session, end))))
            .toList();
    for (Task task : tasks) {
      if (!task.join(time.plus(LIMIT).plus(LIMIT))) {
        throw new IllegalStateException("a client was not answered");
      }
    }
    group.kill();
    return acknowledged.get() / (world.monotonic().since(start).toNanos() / 1e9);
  }

  private long writes(Session session, Moment end) {
    long acknowledged = 0;
    while (world.monotonic().isBefore(end)) {
      try {
        session.append(name, numbers.incrementAndGet(), LIMIT);
      } catch (SessionFailure failure) {
        throw new IllegalStateException("a write failed: " + failure.getMessage(), failure);
      }
      acknowledged++;
    }
    return acknowledged;
  }

  @Override
  public void close() {
    sessions.forEach(Session::close);
  }
}
