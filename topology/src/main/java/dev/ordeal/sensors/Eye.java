package dev.ordeal.sensors;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.evidence.Sensor;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** One sensor on one target, with a task of its own, so that no silence delays another eye. */
abstract sealed class Eye permits ScheduledEye, WatchingEye {
  final World world;
  final Recorder recorder;
  private final Sensor sensor;
  private final String target;
  private final Duration interval;
  private final Mailbox<Optional<String>> calls;

  Eye(World world, Recorder recorder, Sensor sensor, String target, Duration interval) {
    this.world = world;
    this.recorder = recorder;
    this.sensor = sensor;
    this.target = target;
    this.interval = interval;
    this.calls = world.mailbox();
  }

  final Sensor sensor() {
    return sensor;
  }

  final String target() {
    return target;
  }

  /** The work of the task: looks until it is closed. */
  final void run() {
    recorder.record(new Event.SensorStarted(recorder.nowNs(), sensor, target, interval.toNanos()));
    String reason;
    try {
      reason = lookUntilClosed();
    } catch (RuntimeException error) {
      // An eye that went blind must show in the evidence: no pass rests on what it did not see.
      reason = "failed: " + error;
    }
    recorder.record(new Event.SensorStopped(recorder.nowNs(), sensor, target, reason));
  }

  /** Looks until a reason to stop is there, and returns it. */
  abstract String lookUntilClosed();

  /** The reason to stop, as soon as one is there; empty after {@code limit}, or when woken. */
  final Optional<String> rest(Duration limit) {
    return calls.take(limit).flatMap(Function.identity());
  }

  /** Ends a wait, so that the eye sees how it is to look from now on. */
  final void wake() {
    calls.put(Optional.empty());
  }

  /** Asks the eye to stop after the look that is under way. */
  final void close(String reason) {
    calls.put(Optional.of(reason));
  }
}
