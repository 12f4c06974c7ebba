package dev.ordeal.cli;

import dev.ordeal.engine.Judgement;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.RunFolder;
import dev.ordeal.evidence.UnreadableEvidence;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.yaml.Problems;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges the evidence of a run again; needs no engine. */
@Command(
    name = "judge",
    mixinStandardHelpOptions = true,
    description = "Judges a run folder again; starts nothing.")
final class JudgeAgain implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "The folder of a run.")
  private Path folder = Path.of("");

  @Option(names = "--json", description = "Prints the verdicts as JSON instead of a table.")
  private boolean json;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    Evidence evidence;
    try {
      evidence = new RunFolder(folder).read();
    } catch (UnreadableEvidence unreadable) {
      spec.commandLine().getErr().println(folder + ":1:1: " + unreadable.getMessage());
      return ExitCode.BAD_INPUT.number();
    }
    var problems = new Problems();
    Optional<Scenario> scenario =
        ScenarioReader.read(folder.resolve(evidence.run().scenarioFile()), problems);
    if (scenario.isEmpty()) {
      problems.inOrder().forEach(spec.commandLine().getErr()::println);
      return ExitCode.BAD_INPUT.number();
    }
    Judgement judgement = Judgement.of(scenario.get(), evidence);
    if (json) {
      spec.commandLine().getOut().println(VerdictJson.of(judgement));
    } else {
      boolean terminal = System.console() != null && System.console().isTerminal();
      new VerdictPrinter(spec.commandLine().getOut(), terminal ? Ansi.ON : Ansi.OFF)
          .print(judgement, evidence);
    }
    return ExitCode.of(judgement.outcome()).number();
  }
}
