package dev.ordeal.cli;

import dev.ordeal.checks.Outcome;
import dev.ordeal.cli.door.Door;
import dev.ordeal.cli.door.DoorFolder;
import dev.ordeal.containers.engine.Engine;
import dev.ordeal.environment.Environment;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.trials.AgentChoice;
import dev.ordeal.trials.EnvironmentPool;
import dev.ordeal.trials.Simulation;
import dev.ordeal.trials.Trial;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.World;
import dev.ordeal.yaml.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays a scenario, in containers or in simulation, and judges it. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Plays a scenario, judges it, and prints the verdict.")
final class Run implements Callable<Integer> {
  private static final String CONTAINERS = "containers";

  @Parameters(paramLabel = "FILE", description = "The scenario file.")
  private Path file = Path.of("");

  @Option(
      names = AgentChoice.OPTION,
      paramLabel = "AGENT",
      description = {
        "Under which agent: reference or patroni, with times after a colon (minimum, default, or"
            + " ttl/loop_wait/retry_timeout in seconds). As the environment says without it."
      })
  private @Nullable String agent;

  @Option(
      names = "--world",
      paramLabel = "WORLD",
      description = {
        "containers or simulated (default: ${DEFAULT-VALUE}). In simulation, within a moment and"
            + " without an engine, it is always the reference agent."
      })
  private String world = CONTAINERS;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where every random draw begins; drawn without it.")
  private @Nullable Long seed;

  @Option(
      names = "--runs",
      paramLabel = "FOLDER",
      description = "Where run folders are made (default: ${DEFAULT-VALUE}).")
  private Path runs = Path.of("runs");

  @Option(
      names = "--keep",
      description = "Leaves the environment up after the verdict, until Ctrl-C or `down`.")
  private boolean keep;

  @Option(names = "--json", description = "Prints the verdicts as JSON instead of a table.")
  private boolean json;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    var problems = new Problems();
    Optional<Scenario> scenario =
        ScenarioReader.read(file, problems)
            .flatMap(read -> AgentChoice.under(Optional.ofNullable(agent), read, problems));
    if (scenario.isEmpty()) {
      problems.inOrder().stream()
          .map(TrialOptions::line)
          .forEach(spec.commandLine().getErr()::println);
      return ExitCode.BAD_INPUT.number();
    }
    boolean simulated = world.equals(Simulation.WORLD);
    if (!simulated && !world.equals(CONTAINERS) || simulated && keep) {
      spec.commandLine()
          .getErr()
          .println(
              keep
                  ? "--keep: nothing is left of a simulated world"
                  : "--world: `" + world + "` is no world; containers or simulated");
      return ExitCode.BAD_INPUT.number();
    }
    long chosen = seed == null ? Seeds.drawn() : seed;
    World real = RealWorld.of(chosen);
    Path folder = runs.resolve(FolderName.of(real.wallClock(), name() + "-" + chosen));
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter telling = json ? spec.commandLine().getErr() : out;
    telling.println(
        "\""
            + scenario.get().title()
            + "\", world: "
            + world
            + ", seed: "
            + chosen
            + ", folder: "
            + folder);
    return simulated
        ? simulate(scenario.get(), chosen, folder, telling)
        : play(scenario.get(), chosen, real, folder, telling);
  }

  private int simulate(Scenario scenario, long chosen, Path folder, PrintWriter telling) {
    Trial.Result result =
        Simulation.play(scenario, file, chosen, folder, List.of(new ProgressLines(telling, false)));
    return tell(result, chosen, telling);
  }

  private int tell(Trial.Result result, long chosen, PrintWriter telling) {
    if (json) {
      spec.commandLine().getOut().println(VerdictJson.of(result.judgement()));
    } else {
      new VerdictPrinter(telling, isTerminal() ? Ansi.ON : Ansi.OFF)
          .print(result.judgement(), result.evidence());
    }
    if (result.judgement().outcome() != Outcome.PASS) {
      String under = agent == null ? "" : " " + AgentChoice.OPTION + " " + agent;
      String where = world.equals(CONTAINERS) ? "" : " --world " + world;
      telling.println("Again: ./ordeal run " + file + under + where + " --seed " + chosen);
    }
    telling.flush();
    return ExitCode.of(result.judgement().outcome()).number();
  }

  private static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  private int play(Scenario scenario, long chosen, World world, Path folder, PrintWriter telling) {
    var progress = new ProgressLines(telling, isTerminal());
    var pool = new EnvironmentPool(world);
    EnvironmentPool.Lease lease = pool.lease(scenario.plan());
    var trial =
        new Trial(scenario, file, chosen, world, lease.environment(), folder, List.of(progress));
    var standing =
        new Standing(world, telling, Optional.empty(), name -> Engine.connect().labelled(name));
    Runnable breakOff =
        () -> {
          trial.interrupt("interrupted");
          standing.wantEnd();
        };
    try (var _ = Interrupts.heeded(breakOff, pool::close);
        pool) {
      Trial.Result result = trial.play(lease.preparation());
      progress.end();
      int code = tell(result, chosen, telling);
      if (keep && !standing.isEndWanted()) {
        keepUp(standing, lease.environment());
      }
      return code;
    }
  }

  private static void keepUp(Standing standing, Environment environment) {
    try (var door = Door.open(DoorFolder.usual(), environment.plan().name(), standing)) {
      String beginning = "\n" + door.name() + " stays up, healed and without load.";
      standing.hold(environment, Introduction.of(beginning, door.name(), environment));
    } finally {
      standing.isOver();
    }
  }

  private String name() {
    return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
  }
}
