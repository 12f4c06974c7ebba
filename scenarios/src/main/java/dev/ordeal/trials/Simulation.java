package dev.ordeal.trials;

import dev.ordeal.engine.Engine;
import dev.ordeal.environment.Environment;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.language.Scenario;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.SimulatedEnvironment;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.simulation.ports.TurningPoint;
import dev.ordeal.workload.MemoryRecorder;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Plays scenarios in virtual time: the same engine, workload and checks on the reference agent and
 * twins of everything around it, whatever agent the scenario names. The same seed gives the same
 * evidence, byte for byte.
 */
public final class Simulation {
  /** What the description of a run says of its world. */
  public static final String WORLD = "simulated";

  private Simulation() {}

  /** Plays it into a run folder, as a trial in containers does. */
  public static Trial.Result play(
      Scenario scenario, Path file, long seed, Path folder, List<Consumer<Event>> listeners) {
    return SimulatedWorld.compute(
        seed,
        Bounds.USUAL,
        world -> {
          try (var environment = new SimulatedEnvironment(scenario.plan(), world, Set.of())) {
            return new Trial(scenario, file, seed, world, environment, folder, listeners)
                .play(Environment::start);
          }
        });
  }

  /**
   * Plays it in memory.
   *
   * @param planted what the environment does wrong
   */
  public static Seen watch(Scenario scenario, long seed, Set<Misbehaviour> planted) {
    return watch(scenario, seed, planted, seen -> seen);
  }

  /** The same, and calls {@code atTheEnd} while the environment is still there. */
  public static <T> T watch(
      Scenario scenario, long seed, Set<Misbehaviour> planted, Function<Seen, T> atTheEnd) {
    return SimulatedWorld.compute(
        seed,
        Bounds.USUAL,
        world -> {
          var description =
              RunDescriptions.of(scenario, Path.of(scenario.position().file()), seed, world);
          var recorder = new MemoryRecorder(world);
          try (var environment = new SimulatedEnvironment(scenario.plan(), world, planted)) {
            new Engine(world, environment, scenario, recorder, List.of(), Optional.empty())
                .play(Environment::start);
            return atTheEnd.apply(
                new Seen(
                    new Evidence(description, recorder.events()),
                    environment.agentLogs(),
                    environment.turningPoints()));
          }
        });
  }

  /** The names of the rules by which agents decide; a line of their logs ends with one. */
  public static List<String> rules() {
    return SimulatedEnvironment.rules();
  }

  /**
   * What was seen of a run.
   *
   * @param agentLogs what each node's agent said last, in lines
   * @param turningPoints when agents changed something, in the order of time; the evidence's clock
   *     begins with the world
   */
  public record Seen(
      Evidence evidence,
      SortedMap<NodeName, List<String>> agentLogs,
      List<TurningPoint> turningPoints) {}
}
