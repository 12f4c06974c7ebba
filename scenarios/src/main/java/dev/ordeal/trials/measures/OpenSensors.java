package dev.ordeal.trials.measures;

import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.sensors.Pace;
import dev.ordeal.sensors.Sensors;
import dev.ordeal.world.World;

/** All sensors of a run, open until it is closed; what they see is written down and thrown away. */
final class OpenSensors implements AutoCloseable {
  private final EventFile events;
  private final Sensors sensors;

  OpenSensors(ContainerEnvironment environment, World world) {
    events = new EventFile(world);
    sensors = new Sensors(world, events, environment.probes(), environment.plan(), Pace.USUAL);
    sensors.start();
  }

  /** Writes down into the same file. */
  Recorder recorder() {
    return events;
  }

  @Override
  public void close() {
    try {
      sensors.stop();
    } finally {
      events.close();
    }
  }
}
