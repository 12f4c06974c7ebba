package dev.ordeal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short soak: the second round begins in the environment that the first one has left. */
@Tag("container")
class SoakIT {
  @TempDir Path folder;

  @Test
  void rounds_follow_each_other_in_one_environment() throws Exception {
    var called =
        Called.with(
            "soak",
            "--environment",
            "three-nodes-synchronous",
            "--rounds",
            "2",
            "--seed",
            "4",
            "--runs",
            folder.toString());
    assertThat(called.exitCode()).as(called.output() + called.error()).isZero();
    assertThat(called.output())
        .containsPattern(
            "round 2, seed 5, \\d+ s: (held|nothing broken).*an agent holds at most \\d+ MiB")
        .contains("0 of them broke a promise.");

    List<Path> rounds = rounds();
    assertThat(rounds).hasSize(2);
    for (Path round : rounds) {
      assertThat(Path.of(round + ".yaml")).isRegularFile();
      assertThat(new RunFolder(round).read().run().world()).isEqualTo("containers");
    }
  }

  private List<Path> rounds() throws IOException {
    try (Stream<Path> all = Files.walk(folder, 2)) {
      return all.filter(Files::isDirectory)
          .filter(each -> String.valueOf(each.getFileName()).startsWith("round-"))
          .sorted()
          .toList();
    }
  }
}
