package dev.ordeal.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.checks.VerdictTable;
import dev.ordeal.junit.AllureReports;
import dev.ordeal.junit.ScenarioTests;
import dev.ordeal.trials.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Our own library, by the very extension that users put into their builds. Every build plays the
 * gate: all canaries, and what is asked of an agent most often. {@code -Dordeal.library=all} plays
 * every scenario, in about half an hour.
 */
@Tag("container")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LibraryIT {
  private static final Path HOME = Path.of(System.getProperty("ordeal.home"));
  private static final long SEED = Long.getLong("ordeal.seed", 1);

  private static final boolean ALL = System.getProperty("ordeal.library", "gate").equals("all");
  private static final Path LIBRARY = HOME.resolve("scenarios/library");

  /** What every build plays beside the canaries: the agent's crash, silence, freeze and death. */
  private static final Set<String> GATE =
      Set.of(
          "server-crashes.yaml",
          "switchover-under-load.yaml",
          "primary-loses-power.yaml",
          "agent-freezes.yaml",
          "agent-killed-primary-orphaned.yaml",
          "rest-api-unreachable-for-the-proxy.yaml",
          "guardian-killed-then-agent-freezes.yaml",
          "mixed-agents-lead-in-turn.yaml",
          "primary-loses-power-at-the-least-times.yaml",
          "server-crashes-at-the-least-times.yaml");

  /** What every build plays under Patroni, which nobody here has written, a canary among it. */
  private static final Set<String> UNDER_PATRONI =
      Set.of(
          "two-writers.yaml",
          "server-crashes.yaml",
          "switchover-under-load.yaml",
          "primary-loses-power.yaml",
          "agent-freezes.yaml");

  private final ScenarioTests scenarios =
      new ScenarioTests(
          RunsOfBuilds.in(HOME.resolve("target/runs")).next(Instant.now()),
          SEED,
          AllureReports.into(Path.of(System.getProperty("allure.results.directory")))
              .andThen(LibraryIT::tell));

  @Test
  void what_the_gate_plays_is_there() throws IOException {
    try (var files = Files.walk(LIBRARY)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsAll(GATE)
          .containsAll(UNDER_PATRONI);
    }
  }

  @TestFactory
  Stream<DynamicTest> library() {
    return scenarios.inFolder(LIBRARY, file -> ALL || isCanary(file) || GATE.contains(name(file)));
  }

  @TestFactory
  Stream<DynamicTest> library_under_patroni() {
    return scenarios
        .under("patroni")
        .inFolder(
            LIBRARY,
            // In the other folders, what is written for one agent.
            file -> UNDER_PATRONI.contains(name(file)) || ALL && file.getParent().equals(LIBRARY));
  }

  /** A line of the build's output for each run: what its checks measured. */
  private static void tell(Trial.Result result) {
    System.out.println(
        VerdictTable.of(result.judgement().verdicts()).rows().stream()
            .map(VerdictTable.Row::found)
            .filter(found -> !found.isEmpty())
            .collect(Collectors.joining(", ", result.folder().getFileName() + ": ", "")));
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private static boolean isCanary(Path file) {
    return file.getParent().endsWith("canaries");
  }

  @AfterAll
  void endEnvironments() {
    scenarios.close();
  }
}
