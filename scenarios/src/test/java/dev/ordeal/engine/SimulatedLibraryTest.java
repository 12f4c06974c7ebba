package dev.ordeal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.language.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The whole library under the reference agent in virtual time, and whatever has been found: every
 * scenario comes out as its file expects, or stands here with the reason why it cannot.
 */
final class SimulatedLibraryTest {
  private static final List<Path> FOLDERS = List.of(Path.of("library"), Path.of("found"));

  /** Promises that come out otherwise, by scenario. */
  private static final Map<String, List<String>> OTHERWISE =
      // The guardian ends the server of the frozen agent, and with it the sessions that a proxy
      // left open: what the canary wants to see needs an agent without a guardian.
      Map.of("canaries/sessions-left-open", List.of("old-sessions-closed"));

  @TestFactory
  Stream<DynamicTest> every_scenario_comes_out_as_expected() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : FOLDERS) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
      }
    }
    List<String> names = files.stream().map(SimulatedLibraryTest::name).toList();
    assertThat(names).hasSizeGreaterThan(30).containsAll(OTHERWISE.keySet());
    return files.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> play(file)));
  }

  /** Without its first folder and its ending. */
  private static String name(Path file) {
    return file.subpath(1, file.getNameCount()).toString().replaceFirst("\\.yaml$", "");
  }

  private static void play(Path file) {
    Scenario scenario = SimulatedRun.read(file);
    Judgement judgement = Judgement.of(scenario, SimulatedRun.play(scenario, 3));
    assertThat(judgement.surprises())
        .extracting(verdict -> verdict.promise())
        .as(judgement.verdicts().toString())
        .isEqualTo(OTHERWISE.getOrDefault(name(file), List.of()));
  }
}
