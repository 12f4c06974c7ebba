package dev.ordeal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.EventCodec;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One seed tells one story, to the byte: twice in one process, and once in a fresh one, where other
 * runs went before it in a heap that holds no more than one run at a time.
 */
final class SameSeedTest {
  private static final String SCENARIO = "least-times/primary-loses-power-at-the-least-times";
  private static final long SEED = 20261125;

  /** Each would leave more behind than a fourth of the heap if it left anything. */
  private static final int RUNS_BEFORE = 12;

  @TempDir Path folder;

  private static List<String> told(String scenario, long seed) {
    List<String> lines = new ArrayList<>();
    SimulatedRun.play(SimulatedRun.shipped(scenario), seed)
        .events()
        .forEach(event -> lines.add(EventCodec.line(event)));
    return lines;
  }

  /** What a fresh process does: writes the story into a file. */
  public static void main(String[] words) throws IOException {
    for (int i = 1; i <= RUNS_BEFORE; i++) {
      told(words[1], Long.parseLong(words[2]) + i);
    }
    try (var out = new PrintStream(words[0], StandardCharsets.UTF_8)) {
      told(words[1], Long.parseLong(words[2])).forEach(out::println);
    }
    // Tasks of a simulated world are dropped where they stand, and none of them keeps a process.
    System.exit(0);
  }

  @Test
  void it_is_the_same_story_twice_and_in_a_fresh_process() throws Exception {
    List<String> first = told(SCENARIO, SEED);
    assertThat(first).hasSizeGreaterThan(3000);
    assertSame(first, told(SCENARIO, SEED));
    assertSame(first, toldByAFreshProcess());
  }

  @Test
  void another_seed_tells_another_story() {
    assertThat(told(SCENARIO, SEED + 1)).isNotEqualTo(told(SCENARIO, SEED));
  }

  /** The first difference is shown, not thousands of lines. */
  private static void assertSame(List<String> one, List<String> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      assertThat(other.get(i)).as("event %d of seed %d", i, SEED).isEqualTo(one.get(i));
    }
    assertThat(other).hasSameSizeAs(one);
  }

  private List<String> toldByAFreshProcess() throws Exception {
    Path file = folder.resolve("events.jsonl");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-Djdk.trackAllThreads=false",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dordeal.home=" + System.getProperty("ordeal.home"),
                "-cp",
                System.getProperty("java.class.path"),
                SameSeedTest.class.getName(),
                file.toString(),
                SCENARIO,
                Long.toString(SEED))
            .inheritIO()
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(file);
  }
}
