package dev.ordeal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.language.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The whole library under the reference agent in virtual time: every scenario comes out as its file
 * expects, or stands here with the reason why it cannot.
 */
final class SimulatedLibraryTest {
  private static final Path LIBRARY = Path.of("library");

  /** Promises that come out otherwise, by scenario. */
  private static final Map<String, List<String>> OTHERWISE =
      // The guardian ends the server of the frozen agent, and with it the sessions that a proxy
      // left open: what the canary wants to see needs an agent without a guardian.
      Map.of("canaries/sessions-left-open", List.of("old-sessions-closed"));

  @TestFactory
  Stream<DynamicTest> every_scenario_comes_out_as_expected() throws IOException {
    List<String> names;
    try (Stream<Path> files = Files.walk(LIBRARY)) {
      names =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .map(file -> LIBRARY.relativize(file).toString().replaceFirst("\\.yaml$", ""))
              .sorted()
              .toList();
    }
    assertThat(names).hasSizeGreaterThan(30).containsAll(OTHERWISE.keySet());
    return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> play(name)));
  }

  private static void play(String name) {
    Scenario scenario = SimulatedRun.shipped(name);
    Judgement judgement = Judgement.of(scenario, SimulatedRun.play(scenario, 3));
    assertThat(judgement.surprises())
        .extracting(verdict -> verdict.promise())
        .as(judgement.verdicts().toString())
        .isEqualTo(OTHERWISE.getOrDefault(name, List.of()));
  }
}
