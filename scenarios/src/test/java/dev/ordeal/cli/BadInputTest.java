package dev.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Malformed and senseless files, each with the lines that it deserves beside it, by a real call of
 * the command line. {@code -Dbad.apply=true} writes the lines that come; commit them only if they
 * say what a writer needs.
 */
class BadInputTest {
  private static final Path BAD =
      Path.of(System.getProperty("ordeal.home"), "scenarios/src/test/resources/bad");

  @TestFactory
  Stream<DynamicTest> every_bad_scenario_gets_the_lines_it_deserves() throws IOException {
    return tests(BAD.resolve("scenarios"), List.of("validate"));
  }

  @TestFactory
  Stream<DynamicTest> every_bad_environment_gets_the_lines_it_deserves() throws IOException {
    return tests(BAD.resolve("environments"), List.of("validate", "--environments"));
  }

  @Test
  void there_are_at_least_forty_of_them() throws IOException {
    assertThat(files(BAD.resolve("scenarios")).size() + files(BAD.resolve("environments")).size())
        .isGreaterThanOrEqualTo(40);
  }

  @Test
  void a_file_that_is_not_there_is_bad_input() {
    var called = Called.with("validate", "no-such-file.yaml");
    assertThat(called.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
    assertThat(called.error()).startsWith("no-such-file.yaml:1:1: there is no such file");
  }

  @Test
  void a_folder_is_bad_input_even_the_root() {
    for (var called :
        List.of(Called.with("validate", "/"), Called.with("validate", "--environments", "/"))) {
      assertThat(called.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
      assertThat(called.error()).startsWith("/:1:1: the file cannot be read as text");
    }
  }

  @Test
  void run_starts_nothing_for_a_bad_file() {
    Path file = BAD.resolve("scenarios/unknown-verb.yaml");
    var called = Called.with("run", file.toString());
    assertThat(called.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
    assertThat(called.error()).contains("unknown-verb.yaml:5:5: a step has no key `kil`");
    assertThat(called.output()).isEmpty();
  }

  @Test
  void run_starts_nothing_under_an_agent_that_lacks_what_a_step_harms() {
    Path file =
        Path.of(
            System.getProperty("ordeal.home"),
            "scenarios/library/guardian/guardian-freezes-then-agent.yaml");
    for (String verb : List.of("run", "trials")) {
      var called = Called.with(verb, file.toString(), "--agent", "patroni");
      assertThat(called.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
      assertThat(called.error())
          .isEqualTo(
              file + ":9:12: Patroni has no guardian; an environment under the reference agent\n");
      assertThat(called.output()).isEmpty();
    }
  }

  private static Stream<DynamicTest> tests(Path folder, List<String> verb) throws IOException {
    return files(folder).stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> judge(file, verb)));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static void judge(Path file, List<String> verb) throws IOException {
    List<String> arguments = new ArrayList<>(verb);
    arguments.add(file.toString());
    var called = Called.with(arguments.toArray(String[]::new));
    String said = called.error().replace(file.getParent() + "/", "");
    Path expected = Path.of(file.toString().replaceFirst("\\.yaml$", ".expected"));
    if (Boolean.getBoolean("bad.apply")) {
      Files.writeString(expected, said);
    }
    assertThat(said).isEqualTo(Files.readString(expected));
    assertThat(said.lines()).allMatch(line -> line.matches("[^:]+\\.yaml:\\d+:\\d+: .+"));
    assertThat(called.exitCode()).isEqualTo(ExitCode.BAD_INPUT.number());
    assertThat(called.output()).isEmpty();
  }
}
