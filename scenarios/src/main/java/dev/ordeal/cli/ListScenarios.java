package dev.ordeal.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import dev.ordeal.checks.Expected;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the scenarios of a folder. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows the scenarios of a folder, the library by default.")
final class ListScenarios implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "Where to look.")
  private Path folder = Path.of(System.getProperty("ordeal.home", "."), "scenarios", "library");

  @Spec private CommandLine.Model.CommandSpec spec;

  private record Row(Path file, Optional<Scenario> scenario) {}

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(folder)) {
      spec.commandLine().getErr().println(folder + ":1:1: there is no such folder");
      return ExitCode.BAD_INPUT.number();
    }
    List<Row> rows = new ArrayList<>();
    try (var files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .forEach(file -> rows.add(new Row(file, ScenarioReader.read(file, new Problems()))));
    }
    spec.commandLine()
        .getOut()
        .println(
            AsciiTable.getTable(
                AsciiTable.NO_BORDERS,
                rows,
                List.of(
                    left("file", row -> folder.relativize(row.file).toString()),
                    left(
                        "scenario", row -> row.scenario.map(Scenario::title).orElse("(not valid)")),
                    left("environment", row -> row.scenario.map(s -> s.plan().name()).orElse("")),
                    left(
                        "expected of Patroni to break",
                        row ->
                            row.scenario.map(s -> broken(s.expectedOf("patroni"))).orElse("")))));
    return ExitCode.HELD.number();
  }

  private static String broken(Expected expected) {
    return Stream.concat(
            expected.breaks().stream(), expected.mayBreak().stream().map(name -> name + " (may)"))
        .collect(Collectors.joining(", "));
  }

  private static com.github.freva.asciitable.ColumnData<Row> left(
      String header, java.util.function.Function<Row, String> cell) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(HorizontalAlign.LEFT)
        .maxWidth(60)
        .with(cell);
  }
}
