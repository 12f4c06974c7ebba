package dev.ordeal.trials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.simulation.SimulatedEnvironment;
import dev.ordeal.world.RealWorld;
import dev.ordeal.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run folder is enough to judge its run: what the scenario is based on is in it. */
class KeptEnvironmentTest {
  @TempDir Path folder;

  private static Scenario scenario(Path file) {
    var problems = new Problems();
    return ScenarioReader.read(file, problems)
        .orElseThrow(() -> new AssertionError(problems.inOrder()));
  }

  private Path begun(String environment) throws IOException {
    Path file = folder.resolve("own.yaml");
    Files.writeString(
        file,
        """
        scenario: on an environment of its own
        environment: %s
        workload: { writes: 10/s }
        steps:
          - wait: 1s
        promises:
          leaders-at-once: { at-most: 1 }
        """
            .formatted(environment));
    Path run = folder.resolve("run-" + environment.replaceAll("\\W", ""));
    Scenario scenario = scenario(file);
    var world = RealWorld.of(1);
    var simulated = new SimulatedEnvironment(scenario.plan(), world, Set.of());
    assertThat(new Trial(scenario, file, 1, world, simulated, run, List.of())).isNotNull();
    return run;
  }

  @Test
  void an_environment_beside_the_scenario_is_kept_in_the_run_folder() throws IOException {
    Path beside = Files.createDirectory(folder.resolve("environments")).resolve("tiny.yaml");
    Files.writeString(beside, "nodes: 2\nstore: { members: 1 }\n");
    Path plain = begun("tiny");
    Path changed = begun("{ based-on: tiny, agent: { ttl: 25s } }");
    Files.delete(beside);
    assertThat(scenario(plain.resolve("own.yaml")).plan().nodes()).hasSize(2);
    assertThat(scenario(changed.resolve("own.yaml")).plan().agent().timeToLive()).hasSeconds(25);
  }

  @Test
  void so_is_one_that_is_shipped() throws IOException {
    assertThat(begun("three-nodes").resolve("environments/three-nodes.yaml"))
        .content()
        .contains("nodes: 3");
  }
}
