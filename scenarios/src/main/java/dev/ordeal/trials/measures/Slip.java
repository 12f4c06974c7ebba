package dev.ordeal.trials.measures;

import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.language.WorkloadPlan;
import dev.ordeal.workload.Workload;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * By how much later than scheduled operations of the workload began, at a high rate.
 *
 * @param late how much later, in nanoseconds, of every operation that was sent
 * @param notSent how many were never sent, because every client was busy
 * @param failed how many were sent and not acknowledged
 */
public record Slip(int perSecond, Duration time, Histogram late, long notSent, long failed) {
  /** The rate at which the schedule must not slip. */
  public static final int RATE = 1_000;

  /** For how long. */
  public static final Duration TIME = Duration.ofSeconds(20);

  /** So late at most must 99.9 % of the operations be. */
  public static final Duration LIMIT = Duration.ofMillis(50);

  private static final double MOST = 99.9;
  private static final int DIGITS = 3;
  private static final int WRITERS = 8;
  private static final Duration WARM_UP = Duration.ofSeconds(3);

  /** Runs the workload of a scenario with {@code RATE} writes a second, all sensors open. */
  public static Slip of(ContainerEnvironment environment, World world) {
    var counter = new Counter(world);
    var plan = new WorkloadPlan(RATE, WRITERS, 0, 0, 0, 0, 0, Duration.ofSeconds(2), false);
    var workload = new Workload(world, counter, environment.sessions(), plan);
    try (var _ = new OpenSensors(environment, world)) {
      workload.start(List.of());
      world.sleep(WARM_UP);
      counter.begin();
      world.sleep(TIME);
      counter.end();
      workload.stop();
    }
    return counter.result();
  }

  /** How late so many percent of the operations began at most. */
  public Duration atMost(double percent) {
    return Duration.ofNanos(late.getValueAtPercentile(percent));
  }

  public boolean isGood() {
    return notSent == 0 && failed == 0 && atMost(MOST).compareTo(LIMIT) <= 0;
  }

  /** Counts the operations that were scheduled within a time. */
  static final class Counter implements Recorder {
    private final World world;
    private final Moment start;
    private final Histogram late = new Histogram(DIGITS);
    private long fromNs = Long.MAX_VALUE;
    private long toNs = Long.MAX_VALUE;
    private long notSent;
    private long failed;

    Counter(World world) {
      this.world = world;
      this.start = world.monotonic();
    }

    synchronized void begin() {
      fromNs = nowNs();
    }

    synchronized void end() {
      toNs = nowNs();
    }

    @Override
    public synchronized void record(Event event) {
      if (event instanceof Event.ClientOperation operation
          && fromNs <= operation.scheduledNs()
          && operation.scheduledNs() < toNs) {
        if (operation.error().equals(Optional.of("not-sent"))) {
          notSent++;
        } else {
          late.recordValue(Math.max(0, operation.sentNs() - operation.scheduledNs()));
          failed += operation.outcome() == ClientOutcome.OK ? 0 : 1;
        }
      }
    }

    @Override
    public long nowNs() {
      return world.monotonic().since(start).toNanos();
    }

    synchronized Slip result() {
      return new Slip(RATE, TIME, late, notSent, failed);
    }
  }
}
