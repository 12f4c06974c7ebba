package dev.ordeal.cli;

import dev.ordeal.cli.door.Door;
import dev.ordeal.cli.door.DoorFolder;
import dev.ordeal.containers.ContainerEnvironment;
import dev.ordeal.containers.SpareEnvironment;
import dev.ordeal.containers.engine.Engine;
import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.environment.plan.EnvironmentReader;
import dev.ordeal.world.Moment;
import dev.ordeal.world.RealWorld;
import dev.ordeal.world.World;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts an environment and holds it, for people to play with. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Starts an environment, says how to reach it, and holds it until Ctrl-C or `down`.",
      "Should this process die, the environment goes with it."
    })
final class Up implements Callable<Integer> {
  @Parameters(
      paramLabel = "ENVIRONMENT",
      description = "A name from topology/environments, or an environment file.")
  private String wanted = "";

  @Option(
      names = "--spare",
      description = "Keeps a second one ready and paused; `down --take-spare` goes on with it.")
  private boolean spare;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Where every random draw begins; drawn without it.")
  private @Nullable Long seed;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    var problems = new Problems();
    // To play with means with every fault, a bent clock included.
    Optional<EnvironmentPlan> plan =
        plan(wanted, problems).map(EnvironmentPlan::withSkewableClocks);
    if (plan.isEmpty()) {
      problems.inOrder().forEach(spec.commandLine().getErr()::println);
      return ExitCode.BAD_INPUT.number();
    }
    hold(plan.get(), seed == null ? Seeds.drawn() : seed);
    return ExitCode.HELD.number();
  }

  private void hold(EnvironmentPlan plan, long chosen) {
    World world = RealWorld.of(chosen);
    PrintWriter out = spec.commandLine().getOut();
    var environment = new ContainerEnvironment(plan, world);
    Optional<SpareEnvironment> second =
        spare ? Optional.of(new SpareEnvironment(plan, world)) : Optional.empty();
    var standing = new Standing(world, out, second, name -> Engine.connect().labelled(name));
    try (var _ =
            Interrupts.heeded(
                standing::wantEnd,
                () -> {
                  standing.remove();
                  environment.close();
                });
        var door = Door.open(DoorFolder.usual(), plan.name(), standing)) {
      out.println(door.name() + " is starting, seed " + chosen);
      out.flush();
      Moment from = world.monotonic();
      environment.start();
      standing.hold(
          environment,
          Introduction.of(
              "%s is up after %s."
                  .formatted(door.name(), Standing.seconds(world.monotonic().since(from))),
              door.name(),
              environment));
    } finally {
      standing.isOver();
      environment.close();
    }
  }

  private static Optional<EnvironmentPlan> plan(String wanted, Problems problems) {
    Position asked = new Position(wanted, 1, 1);
    if (!wanted.endsWith(".yaml") && !wanted.endsWith(".yml") && !wanted.contains("/")) {
      return EnvironmentLibrary.beside(Path.of("").toAbsolutePath()).find(wanted, asked, problems);
    }
    Path file = Path.of(wanted);
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    try {
      return EnvironmentReader.read(name, wanted, Files.readString(file), problems);
    } catch (IOException unreadable) {
      return problems.none(
          asked,
          Files.exists(file) ? "the file cannot be read as text" : "there is no such file",
          "");
    }
  }
}
