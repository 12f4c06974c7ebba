package dev.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ordeal.yaml.Json;
import dev.ordeal.yaml.LocatedYaml;
import dev.ordeal.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The schemas that editors read are what the command line prints, and they accept what Ordeal
 * accepts. {@code -Dschema.apply=true} writes them.
 */
class SchemaTest {
  private static final Path SCENARIOS = Path.of(System.getProperty("ordeal.home"), "scenarios");
  private static final Path ENVIRONMENTS =
      SCENARIOS.resolveSibling("topology").resolve("environments");
  private static final Path RESOURCES = SCENARIOS.resolve("src/test/resources");

  @ParameterizedTest
  @EnumSource(Schema.Kind.class)
  void the_committed_schema_is_what_ordeal_prints(Schema.Kind kind) throws IOException {
    String printed = Called.with("schema", word(kind)).output();
    if (Boolean.getBoolean("schema.apply")) {
      Files.writeString(file(kind), printed);
    }
    assertThat(file(kind))
        .as(
            "write it with: mvn -Dfast -Dschema.apply=true -Dtest=SchemaTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false test")
        .hasContent(printed);
  }

  @TestFactory
  Stream<DynamicTest> the_schema_accepts_every_scenario() throws IOException {
    List<Path> files = new ArrayList<>(files(SCENARIOS.resolve("library")));
    files.add(RESOURCES.resolve("every-word.yaml"));
    return accepted(files, Schema.Kind.SCENARIO);
  }

  @TestFactory
  Stream<DynamicTest> the_schema_accepts_every_environment() throws IOException {
    List<Path> files = new ArrayList<>(files(ENVIRONMENTS));
    files.add(RESOURCES.resolve("every-word-environment.yaml"));
    return accepted(files, Schema.Kind.ENVIRONMENT);
  }

  @Test
  void the_schema_refuses_what_is_wrong_in_shape() throws IOException {
    for (String name :
        List.of("unknown-verb", "duration-without-unit", "unknown-promise", "unknown-service")) {
      Path file = RESOURCES.resolve("bad/scenarios").resolve(name + ".yaml");
      assertThat(errors(file, Schema.Kind.SCENARIO)).as(name).isNotEmpty();
    }
  }

  private static Stream<DynamicTest> accepted(List<Path> files, Schema.Kind kind) {
    assertThat(files).hasSizeGreaterThan(3);
    return files.stream()
        .map(file ->
            dynamicTest(
                file.getFileName().toString(), () -> assertThat(errors(file, kind)).isEmpty()));
  }

  private static List<Error> errors(Path file, Schema.Kind kind) throws IOException {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(file(kind)), InputFormat.JSON);
    String json =
        LocatedYaml.read(file.toString(), Files.readString(file), new Problems())
            .map(Json::of)
            .orElseThrow();
    return schema.validate(json, InputFormat.JSON);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      return found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static Path file(Schema.Kind kind) {
    return SCENARIOS.resolve("schema").resolve(word(kind) + ".schema.json");
  }

  private static String word(Schema.Kind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }
}
