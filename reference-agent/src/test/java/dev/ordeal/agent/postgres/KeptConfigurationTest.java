package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeptConfigurationTest {
  @TempDir private Path folder;

  @Test
  void what_was_kept_is_read_again_and_nothing_else_lies_there() throws IOException {
    var kept = new KeptConfiguration(folder);
    Map<String, Object> configuration =
        Map.of("ttl", 5, "postgresql", Map.of("parameters", Map.of("max_connections", 200)));
    kept.write(Map.of("ttl", 30));
    kept.write(configuration);
    assertThat(kept.read()).contains(configuration);
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .isEqualTo(List.of("patroni.dynamic.json"));
    }
  }

  @Test
  void one_that_cannot_be_read_counts_as_none() throws IOException {
    var kept = new KeptConfiguration(folder);
    assertThat(kept.read()).isEmpty();
    Files.writeString(folder.resolve("patroni.dynamic.json"), "{\"ttl\": 5");
    assertThat(kept.read()).isEmpty();
    Files.writeString(folder.resolve("patroni.dynamic.json"), "[5]");
    assertThat(kept.read()).isEmpty();
  }
}
