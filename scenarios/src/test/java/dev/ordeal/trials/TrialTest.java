package dev.ordeal.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.Evidence;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialTest {
  private static final Path FILE =
      Path.of(System.getProperty("ordeal.home")).resolve("scenarios/library/server-crashes.yaml");

  @TempDir Path folder;

  @Test
  void a_run_starts_at_the_instant_zero_of_its_events_and_knows_its_versions_all_the_same() {
    Scenario scenario = ScenarioReader.read(FILE, new Problems()).orElseThrow();
    Evidence evidence =
        Simulation.play(scenario, FILE, 1, folder.resolve("run"), List.of()).evidence();
    // Where virtual time begins; the environment's start takes some of it.
    assertThat(evidence.run().startedAt()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(evidence.run().versions()).containsKey("agent");
    assertThat(evidence.events().getFirst().atNs()).isZero();
  }
}
