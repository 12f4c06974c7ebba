package dev.ordeal.cli;

import dev.ordeal.environment.plan.EnvironmentReader;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.yaml.Position;
import dev.ordeal.yaml.Problem;
import dev.ordeal.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads files and says everything that is wrong in them; nothing is started. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Reads scenario files and says all that is wrong; starts nothing.")
final class Validate implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files.")
  private List<Path> files = List.of();

  @Option(names = "--environments", description = "The files declare environments, not scenarios.")
  private boolean environments;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    boolean good = true;
    for (Path file : files) {
      var problems = new Problems();
      Optional<String> title =
          environments
              ? environment(file, problems)
              : ScenarioReader.read(file, problems).map(scenario -> scenario.title());
      for (Problem problem : problems.inOrder()) {
        spec.commandLine().getErr().println(problem);
      }
      title.ifPresent(words -> spec.commandLine().getOut().println(file + ": good: " + words));
      good &= title.isPresent();
    }
    return (good ? ExitCode.HELD : ExitCode.BAD_INPUT).number();
  }

  private static Optional<String> environment(Path file, Problems problems) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.yaml$", "");
    try {
      return EnvironmentReader.read(name, file.toString(), Files.readString(file), problems)
          .map(
              plan -> plan.nodes().size() + " nodes, " + plan.store().members().size() + " stores");
    } catch (IOException unreadable) {
      return problems.none(
          new Position(file.toString(), 1, 1),
          Files.exists(file) ? "the file cannot be read as text" : "there is no such file",
          "");
    }
  }
}
