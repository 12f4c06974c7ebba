package dev.ordeal.library;

import dev.ordeal.junit.ScenarioTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Our own library, by the very extension that users put into their builds. */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryIT {
  private static final Path HOME = Path.of(System.getProperty("ordeal.home"));
  private static final Path RUNS = HOME.resolve("target/runs");
  private static final long SEED = Long.getLong("ordeal.seed", 1);

  private final ScenarioTests scenarios = new ScenarioTests(RUNS, SEED, result -> {});

  @BeforeAll
  void forgetOldRuns() throws IOException {
    if (Files.exists(RUNS)) {
      try (var old = Files.walk(RUNS)) {
        old.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> library() {
    return scenarios.inFolder(HOME.resolve("scenarios/library"));
  }

  @AfterAll
  void endEnvironments() {
    scenarios.close();
  }
}
