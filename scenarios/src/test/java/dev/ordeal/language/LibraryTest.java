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
    List<Path> files;
    try (var found = Files.walk(LIBRARY)) {
      files = found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(20);
    return files.stream().map(file -> dynamicTest(file.getFileName().toString(), () -> read(file)));
  }

  private static void read(Path file) {
    var problems = new Problems();
    ScenarioReader.read(file, problems);
    assertThat(problems.inOrder()).isEmpty();
  }
}
