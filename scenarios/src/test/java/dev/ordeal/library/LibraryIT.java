package dev.ordeal.library;

import dev.ordeal.junit.AllureReports;
import dev.ordeal.junit.ScenarioTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Our own library, by the very extension that users put into their builds. Every build plays the
 * gate: what a change to Ordeal is most likely to break, and most of the canaries. {@code
 * -Dordeal.library=all} plays every scenario.
 */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryIT {
  private static final Path HOME = Path.of(System.getProperty("ordeal.home"));
  private static final Path RUNS = HOME.resolve("target/runs");
  private static final long SEED = Long.getLong("ordeal.seed", 1);

  private static final Path LIBRARY = HOME.resolve("scenarios/library");
  private static final List<String> GATE =
      List.of(
          "server-crashes.yaml",
          "switchover-under-load.yaml",
          "primary-loses-power.yaml",
          "agent-freezes.yaml",
          "rest-api-unreachable-for-the-proxy.yaml",
          "canaries/two-writers.yaml",
          "canaries/slower-than-promised.yaml",
          "canaries/sensor-switched-off.yaml",
          "canaries/routed-by-open-port.yaml");

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

  @TestFactory
  Stream<DynamicTest> library() {
    return System.getProperty("ordeal.library", "gate").equals("all")
        ? scenarios.inFolder(LIBRARY)
        : scenarios.of(LIBRARY, GATE.stream().map(LIBRARY::resolve).toList());
  }

  @AfterAll
  void endEnvironments() {
    scenarios.close();
  }
}
