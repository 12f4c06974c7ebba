package dev.ordeal.trials.measures;

import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.trials.Simulation;
import dev.ordeal.world.World;
import dev.ordeal.yaml.Problems;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Plays one story in virtual time again and again: three nodes under the reference agent, 100
 * writes a second, every sensor at its usual pace (commits every 20 ms while something happens), a
 * crash of the server and a loss of power in turn.
 */
public final class SimulationRun {
  public static final int BLOCKS = 5;
  public static final int PLAYS = 20;

  private static final String STORY =
      """
      scenario: how fast virtual time passes
      environment: three-nodes
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
  private static final String PROMISES =
      """
      promises:
        leaders-at-once: { at-most: 1 }
      """;

  private SimulationRun() {}

  /**
   * @param world the real one, whose time is compared
   * @param progress called after each block
   */
  public static SimulationUse of(World world, Consumer<SimulationUse.Block> progress) {
    Scenario scenario = scenario();
    List<SimulationUse.Block> blocks = new ArrayList<>();
    long before = 0;
    long seed = 1;
    for (int block = 0; block < BLOCKS; block++) {
      var begin = world.monotonic();
      Duration used = ProcessorTime.used();
      long simulated = 0;
      for (int play = 0; play < PLAYS; play++) {
        simulated += simulated(Simulation.watch(scenario, seed++, Set.of()));
      }
      blocks.add(
          new SimulationUse.Block(
              PLAYS,
              Duration.ofNanos(simulated),
              world.monotonic().since(begin),
              ProcessorTime.used().minus(used)));
      progress.accept(blocks.getLast());
      before = block == 0 ? inUse() : before;
    }
    long after = inUse();
    long atTheEnd = Simulation.watch(scenario, seed, Set.of(), SimulationRun::inUseWith);
    return new SimulationUse(blocks, atTheEnd - after, before, after);
  }

  private static long simulated(Simulation.Seen seen) {
    return seen.evidence().events().getLast().atNs();
  }

  private static long inUseWith(Simulation.Seen seen) {
    long bytes = inUse();
    Reference.reachabilityFence(seen);
    return bytes;
  }

  private static Scenario scenario() {
    var problems = new Problems();
    return ScenarioReader.read(
            "how-fast.yaml",
            STORY + FAULTS.repeat(4) + PROMISES,
            EnvironmentLibrary.shipped(),
            problems)
        .orElseThrow(() -> new IllegalStateException(String.valueOf(problems.inOrder())));
  }

  /** Bytes that are reachable; Java collects what is not first. */
  private static long inUse() {
    // What ended tasks leave behind goes with the second collection only.
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
