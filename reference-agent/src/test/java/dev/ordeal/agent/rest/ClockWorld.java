package dev.ordeal.agent.rest;

import dev.ordeal.world.Mailbox;
import dev.ordeal.world.Moment;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.TaskGroup;
import dev.ordeal.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** The real world with clocks that stand at {@link Nodes#NOW} and move only by what is slept. */
final class ClockWorld implements World {
  private final World real = RealWorld.of(1);
  private final AtomicLong slept = new AtomicLong();
  private final NavigableMap<Duration, Runnable> plan = new ConcurrentSkipListMap<>();

  /** How much was slept so far. */
  Duration slept() {
    return Duration.ofNanos(slept.get());
  }

  /** Does something as soon as that much has been slept. */
  void at(Duration time, Runnable change) {
    plan.put(time, change);
  }

  @Override
  public Moment monotonic() {
    return Nodes.NOW.plus(slept());
  }

  @Override
  public Instant wallClock() {
    return Nodes.WALL.plus(slept());
  }

  @Override
  public void sleep(Duration duration) {
    slept.addAndGet(duration.toNanos());
    var due = plan.headMap(slept(), true);
    due.values().forEach(Runnable::run);
    due.clear();
  }

  @Override
  public TaskGroup group(String name) {
    return real.group(name);
  }

  @Override
  public <T> Mailbox<T> mailbox() {
    return real.mailbox();
  }

  @Override
  public RandomGenerator random(String name) {
    return real.random(name);
  }
}
