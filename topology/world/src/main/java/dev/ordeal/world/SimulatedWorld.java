package dev.ordeal.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A world of virtual time: every task is a virtual thread, exactly one runs at any moment, and the
 * clock jumps to the next wake-up when it waits. Wake-ups are ordered by (time, sequence), so a
 * seed always gives the same story. Three things differ from {@link RealWorld}: a killed task is
 * never resumed (no {@code finally} of its runs); an error that escapes a task ends the run; and no
 * foreign thread may enter.
 *
 * <p>Code between two waits takes no virtual time. A task that blocks on anything but its world
 * stops the run until {@link Bounds#wallTime}. With many simulations, start the JVM with {@code
 * -Djdk.trackAllThreads=false}, else every abandoned task is kept.
 */
public final class SimulatedWorld implements World {
  private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final long seed;
  private final Baton baton;

  private SimulatedWorld(long seed, Bounds bounds) {
    this.seed = seed;
    this.baton = new Baton(seed, bounds);
  }

  /** What a run does, as its first task. */
  @FunctionalInterface
  public interface Story {
    void tell(SimulatedWorld world) throws Exception;
  }

  /** What a run does, as its first task, and what it finds. */
  @FunctionalInterface
  public interface Question<T> {
    T answer(SimulatedWorld world) throws Exception;
  }

  /**
   * Runs {@code story} in a new world and returns when it has ended; tasks that are left then are
   * dropped where they stand.
   *
   * @throws SimulationFailed when a task failed (the cause), a bound was hit, or nobody could go
   *     on; with task, virtual time and seed
   */
  public static void run(long seed, Bounds bounds, Story story) {
    var world = new SimulatedWorld(seed, bounds);
    var group = new SimulatedTaskGroup(world.baton, "story");
    world.baton.run(
        new SimulatedTask(
            world.baton,
            group,
            "main",
            () -> {
              tell(story, world);
              world.baton.finish();
            }));
  }

  /** As {@link #run}, with what the story found. */
  public static <T> T compute(long seed, Bounds bounds, Question<T> question) {
    List<T> answer = new ArrayList<>();
    run(seed, bounds, world -> answer.add(question.answer(world)));
    return answer.getFirst();
  }

  private static void tell(Story story, SimulatedWorld world) {
    try {
      story.tell(world);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException("the story failed: " + failure, failure);
    }
  }

  /** The seed of this world. */
  public long seed() {
    return seed;
  }

  /** Bends the wall clock that tasks of {@code group} see by {@code offset}; zero mends it. */
  public void skew(TaskGroup group, Duration offset) {
    if (!(group instanceof SimulatedTaskGroup own)) {
      throw new IllegalArgumentException("group '" + group.name() + "' is not of this world");
    }
    baton.check();
    own.skew = offset;
  }

  /**
   * Runs {@code action} {@code nanos} from now, at the latest before any task that is woken later.
   * An action costs a small part of a task's turn. It may do everything but wait, and belongs to
   * nobody: whoever can be killed or frozen asks itself whether it still is to be done.
   */
  public void after(long nanos, Runnable action) {
    baton.after(nanos, action);
  }

  /** Nanoseconds of virtual time since the beginning. */
  public long nanos() {
    return baton.nowNanos();
  }

  @Override
  public Moment monotonic() {
    return new Moment(baton.nowNanos());
  }

  @Override
  public Instant wallClock() {
    return ORIGIN.plusNanos(baton.nowNanos()).plus(baton.current().group.skew);
  }

  @Override
  public void sleep(Duration duration) {
    baton.check();
    if (duration.isPositive()) {
      baton.await(baton.deadline(duration), "its sleep to end");
    }
  }

  @Override
  public TaskGroup group(String name) {
    return new SimulatedTaskGroup(baton, name);
  }

  @Override
  public <T> Mailbox<T> mailbox() {
    return new SimulatedMailbox<>(baton);
  }

  @Override
  public RandomGenerator random(String name) {
    return RandomStreams.stream(seed, name);
  }
}
