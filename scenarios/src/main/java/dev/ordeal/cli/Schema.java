package dev.ordeal.cli;

import dev.ordeal.environment.plan.EnvironmentReader;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.yaml.Json;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the JSON Schema of a kind of file, for editors. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Prints the JSON Schema of scenario or environment files, for editors.")
final class Schema implements Callable<Integer> {
  /** The kinds of file. */
  enum Kind {
    SCENARIO,
    ENVIRONMENT
  }

  @Parameters(paramLabel = "KIND", description = "scenario or environment.")
  private Kind kind = Kind.SCENARIO;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(text(kind));
    return ExitCode.HELD.number();
  }

  static String text(Kind kind) {
    SequencedMap<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Ordeal " + kind.name().toLowerCase(java.util.Locale.ROOT));
    schema.putAll(kind == Kind.SCENARIO ? ScenarioReader.schema() : EnvironmentReader.schema());
    return Json.indented(schema).stripTrailing();
  }
}
