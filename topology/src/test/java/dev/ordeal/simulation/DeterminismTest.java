package dev.ordeal.simulation;

import static dev.ordeal.simulation.Stories.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.environment.Environment;
import dev.ordeal.environment.fault.PowerOff;
import dev.ordeal.names.NodeName;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same seed gives the same story, to the nanosecond. */
final class DeterminismTest {
  @Test
  void the_same_story_leaves_the_same_trace() {
    List<String> first = trace();
    assertThat(first).hasSizeGreaterThan(1000);
    assertThat(trace()).isEqualTo(first);
  }

  private static List<String> trace() {
    List<String> lines = new ArrayList<>();
    Stories.run(
        "three-nodes-quorum",
        (world, environment) -> {
          for (int number = 1; number <= 200; number++) {
            if (number == 50) {
              environment.faults().apply(new PowerOff(Stories.leader(environment)));
            }
            lines.add(world.monotonic() + " write " + Stories.writes(environment, number));
            look(lines, world, environment);
            world.sleep(Duration.ofMillis(100));
          }
        });
    return lines;
  }

  private static void look(List<String> lines, World world, Environment environment) {
    var probes = environment.probes();
    Duration limit = Duration.ofMillis(50);
    for (NodeName node : environment.plan().nodes()) {
      lines.add(world.monotonic() + " " + node + " " + probes.server(node, limit));
      lines.add(world.monotonic() + " " + node + " " + probes.commit(node, limit));
    }
    lines.add(world.monotonic() + " " + probes.cluster(SECOND));
    lines.add(probes.proxy(environment.plan().proxy().name(), limit).toString());
  }
}
