package dev.ordeal.sensors;

import dev.ordeal.evidence.Recorder;
import dev.ordeal.evidence.Sensor;
import dev.ordeal.sensors.Pace.Interval;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;

/**
 * Looks at fixed instants: {@code start + k * interval}, and at some of them only while all is
 * calm. A look that outlasts its interval drops the instants that it covers and the next one is met
 * again, so that the schedule never drifts.
 */
final class ScheduledEye extends Eye {
  private final Look look;
  private final long intervalNs;
  private final int calmEvery;
  private final Duration phase;
  private final Attention attention;

  /** What looks, and at what. */
  record Place(Sensor sensor, String target) {}

  /**
   * @param phase how much later than now the first look is, so that not all eyes open at once
   */
  ScheduledEye(
      World world,
      Recorder recorder,
      Place place,
      Interval interval,
      Duration phase,
      Attention attention,
      Look look) {
    super(world, recorder, place.sensor(), place.target(), interval.roused());
    this.look = look;
    this.intervalNs = interval.roused().toNanos();
    this.calmEvery = interval.calmEvery();
    this.phase = phase;
    this.attention = attention;
  }

  @Override
  String lookUntilClosed() {
    Moment first = world.monotonic().plus(phase);
    long last = -calmEvery;
    while (true) {
      // In nanoseconds: a product of durations goes by way of decimal numbers.
      long sinceFirst = world.monotonic().since(first).toNanos();
      long due = Math.max(last + stride(), Math.ceilDiv(sinceFirst, intervalNs));
      var reason = rest(Duration.ofNanos(Math.max(0, due * intervalNs - sinceFirst)));
      if (reason.isPresent()) {
        return reason.get();
      }
      if (world.monotonic().since(first).toNanos() >= due * intervalNs) {
        look.take().forEach(recorder::record);
        last = due;
      }
    }
  }

  private int stride() {
    return attention.isRoused() ? 1 : calmEvery;
  }
}
