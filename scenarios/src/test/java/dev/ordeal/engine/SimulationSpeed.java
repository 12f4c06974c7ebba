package dev.ordeal.engine;

import dev.ordeal.environment.Environment;
import dev.ordeal.language.Scenario;
import dev.ordeal.simulation.SimulatedEnvironment;
import dev.ordeal.workload.MemoryRecorder;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How many simulated seconds pass in one second of the machine, on one core: three nodes under the
 * real reference agent, 100 writes a second, every sensor at its usual pace (commits every 20 ms),
 * a crash of the server and a loss of power in turn. Run it by its name; it is no test of a limit.
 * The first lines show the JVM compiling, the last what a long exploration gets.
 */
final class SimulationSpeed {
  private static final int ROUNDS = 80;
  private static final int ROUNDS_OF_A_LINE = 20;
  private static final String STORY =
      """
      scenario: how fast simulated time passes
      environment: three-nodes-reference
      workload: { writes: 100/s }
      steps:
      """;
  private static final String FAULTS =
      """
        - after: 10s
          kill: { server: leader }
        - expect: { writes: flowing }
          within: 30s
        - after: 10s
          power-off: leader
        - expect: { leader: another-node }
          within: 20s
        - start: the-powered-off
      """;

  @Test
  void simulated_seconds_per_second() {
    Scenario scenario =
        SimulatedRun.written(
            STORY + FAULTS.repeat(4) + "promises:\n  leaders-at-once: { at-most: 1 }\n");
    double simulated = 0;
    long begin = System.nanoTime();
    for (int round = 1; round <= ROUNDS; round++) {
      simulated += SimulatedWorld.compute(round, Bounds.USUAL, world -> play(world, scenario));
      if (round % ROUNDS_OF_A_LINE == 0) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "to round %d: %.0f simulated seconds in %.2f s, %.0f for each%n",
            round,
            simulated,
            seconds,
            simulated / seconds);
        simulated = 0;
        begin = System.nanoTime();
      }
    }
  }

  private static double play(SimulatedWorld world, Scenario scenario) {
    var recorder = new MemoryRecorder(world);
    try (var environment = new SimulatedEnvironment(scenario.plan(), world, Set.of())) {
      new Engine(world, environment, scenario, recorder, List.of(), Optional.empty())
          .play(Environment::start);
    }
    return world.nanos() / 1e9;
  }

  /** The same without a test around it. */
  public static void main(String[] words) {
    new SimulationSpeed().simulated_seconds_per_second();
  }
}
