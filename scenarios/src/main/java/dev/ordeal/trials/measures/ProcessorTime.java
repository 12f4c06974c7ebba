package dev.ordeal.trials.measures;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** The processor time of Ordeal's own process. */
final class ProcessorTime {
  private ProcessorTime() {}

  /**
   * What it has used so far, on all processors.
   *
   * @throws UnsupportedOperationException where the Java platform does not count it
   */
  static Duration used() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return Duration.ofNanos(system.getProcessCpuTime());
    }
    throw new UnsupportedOperationException("this Java platform does not count processor time");
  }
}
