package dev.ordeal.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.junit.AllureReports;
import dev.ordeal.junit.ScenarioTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Our own library, by the very extension that users put into their builds. Every build plays the
 * gate: all canaries, and as much of the rest as a quarter of an hour holds. {@code
 * -Dordeal.library=all} plays every scenario.
 */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryIT {
  private static final Path HOME = Path.of(System.getProperty("ordeal.home"));
  private static final Path RUNS = HOME.resolve("target/runs");
  private static final long SEED = Long.getLong("ordeal.seed", 1);

  private static final Path LIBRARY = HOME.resolve("scenarios/library");

  /** What takes longest beside others that show much the same; no canary is among them. */
  private static final Set<String> LONG =
      Set.of(
          "agent-killed-primary-orphaned.yaml",
          "clock-of-the-primary-steps-back.yaml",
          "more-advanced-replica-unreachable-at-the-election.yaml",
          "old-primary-returns-before-the-checkpoint.yaml",
          "primary-node-killed.yaml",
          "sessions-on-an-unplugged-primary.yaml",
          "store-leader-and-primary-die.yaml",
          "store-quorum-lost-then-primary.yaml",
          "store-silent-for-primary.yaml",
          "two-of-five-stores-and-the-primary-die.yaml");

  private final ScenarioTests scenarios =
      new ScenarioTests(
          RUNS, SEED, AllureReports.into(Path.of(System.getProperty("allure.results.directory"))));

  @BeforeAll
  void forgetOldRuns() throws IOException {
    if (Files.exists(RUNS)) {
      try (var old = Files.walk(RUNS)) {
        old.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  @Test
  void what_the_gate_leaves_out_is_there() {
    assertThat(LONG).allSatisfy(name -> assertThat(LIBRARY.resolve(name)).isRegularFile());
  }

  @TestFactory
  Stream<DynamicTest> library() {
    boolean all = System.getProperty("ordeal.library", "gate").equals("all");
    return scenarios.inFolder(
        LIBRARY, file -> all || !LONG.contains(String.valueOf(file.getFileName())));
  }

  @AfterAll
  void endEnvironments() {
    scenarios.close();
  }
}
