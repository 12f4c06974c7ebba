package dev.ordeal.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogExcerptTest {
  private static final RunDescription RUN = new EvidenceBuilder().build().run();
  private static final Instant START = Instant.parse(RUN.startedAt());

  @TempDir Path folder;

  @Test
  void what_was_said_then_is_told_without_the_engines_instant() throws IOException {
    log(
        line(5, "long before"),
        line(19, "the cause, just before"),
        line(21, "in the middle"),
        "a line that goes on without an instant",
        line(26, "just after"),
        line(40, "long after"));
    assertThat(excerpt(20, 25))
        .containsExactly("the cause, just before", "in the middle", "just after");
  }

  @Test
  void of_lines_that_differ_by_digits_alone_the_first_and_the_last_are_told() throws IOException {
    log(
        line(20, "20.1 [7] FATAL:  shutting down"),
        line(21, "21.2 [8] FATAL:  shutting down"),
        line(21, "something else"),
        line(22, "22.3 [9] FATAL:  shutting down"),
        line(23, "something else"));
    assertThat(excerpt(20, 25))
        .containsExactly(
            "20.1 [7] FATAL:  shutting down",
            "  (1 like it until the last)",
            "something else",
            "22.3 [9] FATAL:  shutting down",
            "something else");
  }

  @Test
  void of_very_many_lines_the_first_and_the_last_are_told() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lines.add(line(20, "x".repeat(i + 1)));
    }
    log(lines.toArray(String[]::new));
    assertThat(excerpt(20, 25))
        .hasSize(LogExcerpt.FIRST_LINES + 1 + LogExcerpt.LAST_LINES)
        .startsWith("x", "xx")
        .contains("  (140 lines left out)")
        .endsWith("x".repeat(199), "x".repeat(200));
  }

  @Test
  void a_component_without_a_log_has_said_nothing() {
    assertThat(excerpt(20, 25)).isEmpty();
  }

  private List<String> excerpt(int fromSeconds, int toSeconds) {
    return LogExcerpt.of(
        new RunFolder(folder),
        RUN,
        "node2",
        Duration.ofSeconds(fromSeconds).toNanos(),
        Duration.ofSeconds(toSeconds).toNanos());
  }

  private static String line(int second, String words) {
    return START.plusSeconds(second) + " " + words;
  }

  private void log(String... lines) throws IOException {
    Path logs = Files.createDirectories(new RunFolder(folder).logs());
    Files.write(logs.resolve("node2.log"), List.of(lines));
  }
}
