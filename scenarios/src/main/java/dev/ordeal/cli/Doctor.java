package dev.ordeal.cli;

import dev.ordeal.containers.Images;
import dev.ordeal.containers.ReferenceImage;
import dev.ordeal.containers.engine.Engine;
import dev.ordeal.trials.measures.SimulationRun;
import dev.ordeal.trials.measures.SimulationUse;
import dev.ordeal.trials.measures.Turnover;
import dev.ordeal.trials.measures.TurnoverRun;
import dev.ordeal.world.RealWorld;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Says whether this machine can run scenarios, and what would run on it; or measures how good
 * Ordeal's own instruments are here.
 */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Says whether this machine can run scenarios, and what would run on it.",
      "With an option, measures Ordeal's own instruments on an environment instead;"
          + " ends with 1 where one misses its limit."
    })
final class Doctor implements Callable<Integer> {
  @Option(
      names = "--calibrate",
      description = "Plants outages of known length and compares what the judge finds of them.")
  private boolean calibrate;

  @Option(
      names = "--at-rest",
      description = {
        "Memory and processor time of an environment at rest, and of the sensors; how soon an agent"
            + " is ready after its start."
      })
  private boolean atRest;

  @Option(
      names = "--throughput",
      description = "Writes a second through links and without any; whether a schedule slips.")
  private boolean throughput;

  @Option(
      names = "--turnover",
      description = {
        "How long an environment takes to start, to be as new for the next trial, to end, and to be"
            + " taken over as a spare."
      })
  private boolean turnover;

  @Option(
      names = "--simulation",
      description = {
        "How fast virtual time passes, and what memory a play takes and leaves.",
        "Needs no engine."
      })
  private boolean simulation;

  @Option(
      names = "--runs",
      paramLabel = "FOLDER",
      description = "Where --calibrate makes its run folder (default: ${DEFAULT-VALUE}).")
  private Path runs = Path.of("runs");

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean onOneEnvironment = calibrate || atRest || throughput;
    if (Stream.of(onOneEnvironment, turnover, simulation).filter(each -> each).count() > 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--simulation and --turnover measure each by itself: the others need the machine too");
    }
    if (turnover) {
      return turnOver(out).number();
    }
    if (!onOneEnvironment) {
      return (simulation ? simulate(out) : look(out)).number();
    }
    return measure(out).number();
  }

  private ExitCode measure(PrintWriter out) {
    boolean good = true;
    try (Laboratory laboratory = Laboratory.open(out)) {
      // At rest first: what was written in the meantime is no rest.
      good &= !atRest || laboratory.atRest();
      good &= !throughput || laboratory.throughput();
      good &= !calibrate || laboratory.calibrate(runs);
    }
    return good ? ExitCode.HELD : ExitCode.BROKEN;
  }

  private static ExitCode turnOver(PrintWriter out) {
    out.printf(
        "%d environments, each made as new %d times, and as many spares, frozen for %d s each …%n",
        TurnoverRun.ROUNDS, TurnoverRun.RECYCLES, TurnoverRun.FROZEN.toSeconds());
    out.flush();
    var run = new TurnoverRun(Laboratory.plan(), RealWorld.of(1));
    try (var _ = Interrupts.heeded(run::close, run::close)) {
      Turnover found = run.measure();
      MeasurePrinter.print(found, out);
      return found.isGood() ? ExitCode.HELD : ExitCode.BROKEN;
    }
  }

  private static ExitCode simulate(PrintWriter out) {
    out.printf(
        "%d blocks of %d plays: three nodes, 100 writes/s, all sensors, four crashes and four"
            + " losses of power each …%n",
        SimulationRun.BLOCKS, SimulationRun.PLAYS);
    out.flush();
    SimulationUse found =
        SimulationRun.of(RealWorld.of(1), block -> MeasurePrinter.print(block, out));
    MeasurePrinter.print(found, out);
    return found.isGood() ? ExitCode.HELD : ExitCode.BROKEN;
  }

  private static ExitCode look(PrintWriter out) {
    out.println("java        " + Runtime.version());
    out.println("processors  " + Runtime.getRuntime().availableProcessors());
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      out.printf(
          "memory      %d MiB, %d of them free%n",
          system.getTotalMemorySize() >> 20, system.getFreeMemorySize() >> 20);
    }
    Engine engine = Engine.connect();
    var version = engine.client().versionCmd().exec();
    out.println("engine      " + version.getVersion() + ", API " + version.getApiVersion());
    boolean ready =
        new ImageLook(engine::versions, ReferenceImage.isBuiltByRuns())
            .look(Images.configured(), Engine.reaperImage(), out);
    out.println(ready ? "ready" : "not ready: run docker/setup");
    return ready ? ExitCode.HELD : ExitCode.COULD_NOT_RUN;
  }
}
