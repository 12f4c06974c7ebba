package dev.ordeal.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.ordeal.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LibraryTest {
  private static final Path LIBRARY =
      Path.of(System.getProperty("ordeal.home"), "scenarios/library");

  @TestFactory
  Stream<DynamicTest> every_scenario_of_the_library_can_be_read() throws IOException {
    List<Path> files = files();
    assertThat(files).hasSizeGreaterThan(20);
    return files.stream().map(file -> dynamicTest(file.getFileName().toString(), () -> read(file)));
  }

  @TestFactory
  Stream<DynamicTest> every_scenario_but_the_canaries_says_where_it_comes_from()
      throws IOException {
    return files().stream()
        .filter(file -> !file.startsWith(LIBRARY.resolve("canaries")))
        .map(file ->
            dynamicTest(
                file.getFileName().toString(),
                () -> assertThat(read(file).incident()).isNotEmpty()));
  }

  private static List<Path> files() throws IOException {
    try (var found = Files.walk(LIBRARY)) {
      return found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static Scenario read(Path file) {
    var problems = new Problems();
    var scenario = ScenarioReader.read(file, problems);
    assertThat(problems.inOrder()).isEmpty();
    return scenario.orElseThrow();
  }
}
