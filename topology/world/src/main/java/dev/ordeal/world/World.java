package dev.ordeal.world;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Time, chance and tasks. Everything of Ordeal that waits, waits through a world, so that the same
 * blocking code runs in real time ({@link RealWorld}) and in virtual time ({@link SimulatedWorld}).
 */
public interface World {
  /** Now, on the clock that no fault bends. */
  Moment monotonic();

  /** Now, on the system clock, which {@code skew} may bend. Never compare it with a deadline. */
  Instant wallClock();

  /**
   * Waits for {@code duration}; zero or less returns at once.
   *
   * @throws TaskKilled when the calling task's group is killed while it waits (real world only: in
   *     the simulated world a killed task is never resumed)
   */
  void sleep(Duration duration);

  /** Waits until {@code moment}; a moment that has passed returns at once. */
  default void sleepUntil(Moment moment) {
    sleep(moment.since(monotonic()));
  }

  /**
   * A set of tasks that live and die together, such as all that runs on one node. Every call makes
   * a new group, whatever its name.
   */
  TaskGroup group(String name);

  /** A queue into which any task, and in the real world any thread, may put. */
  <T> Mailbox<T> mailbox();

  /**
   * A stream of random numbers derived from the world's seed and {@code name} alone: a draw from
   * one stream leaves all others as they were. The same name gives the same stream from its
   * beginning.
   */
  RandomGenerator random(String name);
}
