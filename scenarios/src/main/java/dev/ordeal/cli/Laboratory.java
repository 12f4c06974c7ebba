package dev.ordeal.cli;

import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.simulation.delays.Delays;
import dev.ordeal.simulation.delays.DelaysFile;
import dev.ordeal.trials.measures.AtRest;
import dev.ordeal.trials.measures.AtRestRun;
import dev.ordeal.trials.measures.Calibration;
import dev.ordeal.trials.measures.CalibrationRun;
import dev.ordeal.trials.measures.Slip;
import dev.ordeal.trials.measures.Throughput;
import dev.ordeal.trials.measures.TwinTimes;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.World;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/** Measures Ordeal's own instruments on one environment, and tells what is found. */
final class Laboratory implements AutoCloseable {
  private static final String ENVIRONMENT = "three-nodes";
  private static final long SEED = 1;
  private final World world = RealWorld.of(SEED);
  private final PrintWriter out;
  private final ContainerEnvironment environment;
  private final Interrupts interrupts;

  private Laboratory(PrintWriter out, EnvironmentPlan plan) {
    this.out = out;
    this.environment = new ContainerEnvironment(plan, world);
    this.interrupts = Interrupts.heeded(environment::close, () -> {});
  }

  /** Starts the environment; Ctrl-C ends it. */
  static Laboratory open(PrintWriter out) {
    var laboratory = new Laboratory(out, plan());
    laboratory.machine();
    laboratory.tell("starting the environment " + ENVIRONMENT + " …");
    try {
      laboratory.environment.start();
      return laboratory;
    } catch (RuntimeException failure) {
      laboratory.close();
      throw failure;
    }
  }

  /** Of what is measured. */
  static EnvironmentPlan plan() {
    var problems = new Problems();
    return EnvironmentLibrary.shipped()
        .find(ENVIRONMENT, new Position(ENVIRONMENT, 1, 1), problems)
        .orElseThrow(() -> new IllegalStateException(String.valueOf(problems.inOrder())));
  }

  private void machine() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    tell(
        String.format(
            Locale.ROOT,
            "%d processors, load average %.1f",
            Runtime.getRuntime().availableProcessors(),
            load));
  }

  /** Whether memory and sensors stay within their limits. */
  boolean atRest() {
    tell(
        "at rest: counting for %d s with the sensors closed and %d s with them open, then starting"
                .formatted(AtRestRun.SPAN.toSeconds(), AtRestRun.SPAN.toSeconds())
            + " each agent anew %d times …".formatted(AtRestRun.STARTS));
    AtRest found = AtRestRun.of(environment, world);
    MeasurePrinter.print(found, out);
    return found.isGood();
  }

  /** Whether the schedule keeps its instants; the ratio of throughputs is told, not judged. */
  boolean throughput() {
    tell(
        "throughput: %d clients in %d rounds of %d s by each way …"
            .formatted(Throughput.CLIENTS, Throughput.ROUNDS, Throughput.TIME.toSeconds()));
    MeasurePrinter.print(Throughput.of(environment, world), out);
    tell(
        "schedule: %d writes/s for %d s, sensors open …"
            .formatted(Slip.RATE, Slip.TIME.toSeconds()));
    Slip slip = Slip.of(environment, world);
    MeasurePrinter.print(slip, out);
    return slip.isGood();
  }

  /** Whether every planted outage was measured within the tolerance. */
  boolean calibrate(Path runs) {
    Path folder = runs.resolve(FolderName.of(world.wallClock(), "calibration"));
    tell(
        "calibration: %d outages of %d s at %d writes/s, folder: %s …"
            .formatted(
                CalibrationRun.OUTAGES,
                CalibrationRun.LENGTH.toSeconds(),
                CalibrationRun.RATE,
                folder));
    Calibration found = CalibrationRun.on(environment, SEED, world, folder);
    MeasurePrinter.print(found, out);
    return found.isGood();
  }

  /** The delays of the twins as this machine has them. */
  DelaysFile delays(Delays before) {
    tell("measuring how long things take; a few minutes …");
    String machine =
        String.format(
            Locale.ROOT,
            "%d processors, %s, load average %.1f; all containers on it, data in memory",
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.arch"),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    return TwinTimes.of(environment, world, before, machine);
  }

  private void tell(String words) {
    out.println(words);
    out.flush();
  }

  @Override
  public void close() {
    environment.close();
    interrupts.close();
  }
}
