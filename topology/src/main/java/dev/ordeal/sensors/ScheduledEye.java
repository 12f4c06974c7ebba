package dev.ordeal.sensors;

import dev.ordeal.evidence.Recorder;
import dev.ordeal.evidence.Sensor;
import dev.ordeal.world.Moment;
import dev.ordeal.world.World;
import java.time.Duration;

/**
 * Looks at fixed instants: {@code start + k * interval}. A look that outlasts its interval drops
 * the instants that it covers and the next one is met again, so that the schedule never drifts.
 */
final class ScheduledEye extends Eye {
  private final Look look;
  private final Duration interval;
  private final Duration phase;

  /**
   * @param phase how much later than now the first look is, so that not all eyes open at once
   */
  ScheduledEye(
      World world,
      Recorder recorder,
      Sensor sensor,
      String target,
      Duration interval,
      Duration phase,
      Look look) {
    super(world, recorder, sensor, target, interval);
    this.look = look;
    this.interval = interval;
    this.phase = phase;
  }

  @Override
  String lookUntilClosed() {
    Moment first = world.monotonic().plus(phase);
    long tick = 0;
    while (true) {
      // In nanoseconds: a product of durations goes by way of decimal numbers.
      Moment due = new Moment(first.nanos() + interval.toNanos() * tick);
      Duration wait = due.since(world.monotonic());
      var reason = closed(wait.isNegative() ? Duration.ZERO : wait);
      if (reason.isPresent()) {
        return reason.get();
      }
      look.take().forEach(recorder::record);
      tick = Math.max(tick + 1, nextTick(world.monotonic().since(first)));
    }
  }

  private long nextTick(Duration elapsed) {
    return Math.ceilDiv(elapsed.toNanos(), interval.toNanos());
  }
}
