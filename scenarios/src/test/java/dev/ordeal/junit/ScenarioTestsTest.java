package dev.ordeal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the tests that the public factory makes, in virtual time. */
class ScenarioTestsTest {
  private static final String QUIET = "wait: 1s";
  private static final String TWO_WRITERS = "promote-server: any-replica";

  @TempDir Path folder;

  /** The only test that comes of a canary which expects two leaders at once of this step. */
  private DynamicTest canary(String step) throws IOException {
    Path files = Files.createDirectories(folder.resolve("scenarios"));
    Files.writeString(
        files.resolve("canary.yaml"),
        """
        scenario: a canary
        environment: three-nodes
        workload: { writes: 100/s }
        steps:
          - %s
          - wait: 2s
        promises:
          leaders-at-once: { at-most: 1 }
        expected:
          any:
            breaks: leaders-at-once
            because: It is a canary.
        """
            .formatted(step));
    try (var scenarios = new ScenarioTests(folder.resolve("runs"), 1, _ -> {})) {
      List<DynamicTest> tests = scenarios.inSimulation().inFolder(files).toList();
      assertThat(tests).extracting(DynamicTest::getDisplayName).containsExactly("canary.yaml");
      return tests.getFirst();
    }
  }

  @Test
  void a_canary_that_holds_fails_its_test_and_says_how_to_play_it_again() throws IOException {
    DynamicTest test = canary(QUIET);
    assertThatThrownBy(() -> test.getExecutable().execute())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("leaders-at-once (at most 1): PASS instead of FAIL")
        .hasMessageContaining("--world simulated --seed 1");
  }

  @Test
  void a_canary_that_breaks_its_promise_passes_its_test() throws IOException {
    DynamicTest test = canary(TWO_WRITERS);
    assertThatCode(() -> test.getExecutable().execute()).doesNotThrowAnyException();
  }
}
