package dev.ordeal.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsOfBuildsTest {
  private static final Instant FIRST = Instant.parse("2026-11-27T06:00:00Z");

  @TempDir Path folder;

  @Test
  void the_last_few_builds_keep_their_run_folders() throws IOException {
    for (int build = 0; build <= RunsOfBuilds.KEPT + 1; build++) {
      Path runs = RunsOfBuilds.in(folder).next(FIRST.plusSeconds(build));
      Files.createDirectory(runs.resolve("agent-freezes-1"));
      Files.writeString(runs.resolve("agent-freezes-1/events.jsonl"), "");
    }
    assertThat(names())
        .hasSize(RunsOfBuilds.KEPT + 1)
        .startsWith("20261127-060001")
        .endsWith("20261127-060005");
    assertThat(folder.resolve("20261127-060001/agent-freezes-1/events.jsonl")).exists();
  }

  @Test
  void what_is_no_build_goes() throws IOException {
    Files.createDirectory(folder.resolve("agent-freezes-1"));
    RunsOfBuilds.in(folder).next(FIRST);
    assertThat(names()).containsExactly("20261127-060000");
  }

  private List<String> names() throws IOException {
    try (var found = Files.list(folder)) {
      return found.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
