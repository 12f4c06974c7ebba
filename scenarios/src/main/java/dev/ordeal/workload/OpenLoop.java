package dev.ordeal.workload;

import dev.ordeal.evidence.Recorder;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;

/**
 * A schedule that waits for nobody: the k-th operation is due at {@code start + k / rate}, whatever
 * became of those before. Wake-ups that come late hand out every operation that has become due,
 * each with the instant at which it was due.
 */
final class OpenLoop {
  private static final double NANOS = 1e9;
  private final World world;
  private final Recorder clock;
  private final double perSecond;
  private final double phase;
  private final Traffic traffic;
  private volatile boolean stopped;

  /**
   * @param perSecond above 0
   * @param phase by which part of the interval the first operation is later than the start, from 0
   *     to 1
   * @param traffic takes each instant at which an operation is due, in nanoseconds of the run
   */
  OpenLoop(World world, Recorder clock, double perSecond, double phase, Traffic traffic) {
    this.world = world;
    this.clock = clock;
    this.perSecond = perSecond;
    this.phase = phase;
    this.traffic = traffic;
  }

  void run() {
    Moment start = world.monotonic();
    long startNs = clock.nowNs();
    for (long k = 0; !stopped; k++) {
      long due = Math.round((k + phase) * NANOS / perSecond);
      world.sleepUntil(start.plus(Duration.ofNanos(due)));
      if (!stopped) {
        traffic.due(startNs + due);
      }
    }
    traffic.end();
  }

  void stop() {
    stopped = true;
  }
}
