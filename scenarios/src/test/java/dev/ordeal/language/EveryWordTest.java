package dev.ordeal.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.plan.EnvironmentReader;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.LocatedYaml;
import dev.ordeal.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One file with every word of a language reads without problems, and no word is missing in it. */
class EveryWordTest {
  static final Path RESOURCES =
      Path.of(System.getProperty("ordeal.home"), "scenarios/src/test/resources");
  static final Path SCENARIO = RESOURCES.resolve("every-word.yaml");
  static final Path ENVIRONMENT = RESOURCES.resolve("every-word-environment.yaml");

  @Test
  void every_word_of_scenarios_is_understood() {
    var problems = new Problems();
    assertThat(ScenarioReader.read(SCENARIO, problems)).isPresent();
    assertThat(problems.inOrder()).isEmpty();
  }

  @Test
  void every_word_of_environments_is_understood() throws IOException {
    var problems = new Problems();
    String text = Files.readString(ENVIRONMENT);
    assertThat(EnvironmentReader.read("every-word", ENVIRONMENT.toString(), text, problems))
        .isPresent();
    assertThat(problems.inOrder()).isEmpty();
  }

  @Test
  void no_word_of_scenarios_is_missing() throws IOException {
    WordTables tables = tables(SCENARIO, ScenarioReader.schema());
    assertThat(tables.missing()).isEmpty();
    assertThat(tables.size()).isGreaterThan(40);
  }

  @Test
  void no_word_of_environments_is_missing() throws IOException {
    WordTables tables = tables(ENVIRONMENT, EnvironmentReader.schema());
    assertThat(tables.missing()).isEmpty();
    assertThat(tables.size()).isGreaterThan(10);
  }

  @Test
  void a_word_that_stands_nowhere_is_found_missing() {
    String text = "balance: source # round-robin\n";
    LocatedNode root = LocatedYaml.read("test.yaml", text, new Problems()).orElseThrow();
    Map<String, Object> proxy =
        Map.of(
            "properties",
            Map.of(
                "balance",
                Map.of("enum", java.util.List.of("round-robin", "least-connections", "source"))));
    assertThat(new WordTables(text, root, proxy).missing())
        .containsExactly("least-connections of [round-robin, least-connections, source]");
  }

  private static WordTables tables(Path file, Map<String, Object> schema) throws IOException {
    String text = Files.readString(file);
    LocatedNode root = LocatedYaml.read(file.toString(), text, new Problems()).orElseThrow();
    return new WordTables(text, root, schema);
  }
}
