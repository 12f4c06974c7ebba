package dev.ordeal.cli;

import dev.ordeal.environment.plan.AgentPlan;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.trials.AgentChoice;
import dev.ordeal.trials.Simulation;
import dev.ordeal.trials.TrialSet;
import dev.ordeal.world.RealWorld;
import dev.ordeal.yaml.Problem;
import dev.ordeal.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every verb takes that plays scenarios many times. */
final class TrialOptions {
  private static final String CONTAINERS = "containers";

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files.")
  private List<Path> files = List.of();

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "Trials of each scenario under each agent (default: ${DEFAULT-VALUE}).")
  private int count = 10;

  @Option(
      names = AgentChoice.OPTION,
      split = ",",
      paramLabel = "AGENT",
      description = {
        "reference or patroni; times may follow after a colon: default (30/10/10), minimum, or"
            + " ttl/loop_wait/retry_timeout in seconds; several with commas between them."
      })
  private List<String> agents = List.of();

  @Option(
      names = "--world",
      split = ",",
      paramLabel = "WORLD",
      description = {
        "containers or simulated (default: containers); with a comma between them in both, which",
        "says how good the twins are. Only the reference agent is simulated."
      })
  private List<String> worlds = List.of(CONTAINERS);

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed of the first trial; each further one has the next. Drawn without it.")
  private @Nullable Long seed;

  @Option(
      names = "--runs",
      paramLabel = "FOLDER",
      description = "Where the folder with all run folders is made (default: ${DEFAULT-VALUE}).")
  private Path runs = Path.of("runs");

  /**
   * Agents in turn, and under each the scenarios, so that neighbours share an environment; without
   * any agent as the scenarios' environments say.
   *
   * @param usual the agents where none is named
   * @param wrong takes a line for all that is wrong
   */
  List<TrialSet> sets(List<String> usual, List<String> wrong) {
    List<TrialSet> sets = new ArrayList<>();
    var problems = new Problems();
    List<Optional<AgentChoice>> choices = new ArrayList<>();
    List<String> named = agents.isEmpty() ? usual : agents;
    if (named.isEmpty()) {
      choices.add(Optional.empty());
    }
    named.forEach(words ->
        AgentChoice.read(words, problems).ifPresent(choice -> choices.add(Optional.of(choice))));
    for (String world : worlds) {
      boolean simulated = world.equals(Simulation.WORLD);
      if (!simulated && !world.equals(CONTAINERS)) {
        wrong.add("--world: `" + world + "` is no world; containers or simulated");
      }
      for (Optional<AgentChoice> choice : choices) {
        for (Path file : files) {
          ScenarioReader.read(file, problems)
              .flatMap(scenario -> under(choice, scenario, problems))
              .filter(scenario -> !simulated || isReference(scenario))
              .ifPresent(scenario -> sets.add(TrialSet.of(file, scenario, simulated)));
        }
      }
    }
    if (sets.isEmpty() && wrong.isEmpty() && problems.isEmpty()) {
      wrong.add("--world: there is nothing to simulate; only the reference agent is");
    }
    problems.inOrder().stream().map(TrialOptions::line).distinct().forEach(wrong::add);
    if (count < 1) {
      wrong.add("--count: " + count + " trials are none; at least 1");
    }
    return sets;
  }

  private static boolean isReference(Scenario scenario) {
    return scenario.plan().agent().kinds().equals(Set.of(AgentPlan.Kind.REFERENCE));
  }

  private static Optional<Scenario> under(
      Optional<AgentChoice> choice, Scenario scenario, Problems problems) {
    return choice.isEmpty() ? Optional.of(scenario) : choice.get().of(scenario, problems);
  }

  /** An option has no line and no column. */
  static String line(Problem problem) {
    return problem
        .toString()
        .replaceFirst("^" + AgentChoice.OPTION + ":\\d+:\\d+:", AgentChoice.OPTION + ":");
  }

  int count() {
    return count;
  }

  long firstSeed() {
    return seed == null ? Seeds.drawn() : seed;
  }

  /** A new folder for all runs of one call. */
  Path folder(String verb, long first) {
    return runs.resolve(FolderName.of(RealWorld.of(first).wallClock(), verb + "-" + first));
  }
}
