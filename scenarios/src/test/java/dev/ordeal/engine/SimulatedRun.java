package dev.ordeal.engine;

import dev.ordeal.environment.Environment;
import dev.ordeal.environment.plan.EnvironmentLibrary;
import dev.ordeal.environment.plan.EnvironmentPlan;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.RunDescription;
import dev.ordeal.language.Scenario;
import dev.ordeal.language.ScenarioReader;
import dev.ordeal.names.NodeName;
import dev.ordeal.simulation.Misbehaviour;
import dev.ordeal.simulation.SimulatedEnvironment;
import dev.ordeal.workload.MemoryRecorder;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import dev.ordeal.yaml.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Plays real scenarios by the real engine in the simulated environment: the reference agent on
 * twins, in virtual time.
 */
final class SimulatedRun {
  private SimulatedRun() {}

  /** A scenario of the library, by the name of its file without its ending. */
  static Scenario shipped(String name) {
    Problems problems = new Problems();
    return ScenarioReader.read(Path.of("library", name + ".yaml"), problems)
        .orElseThrow(() -> new AssertionError(problems.toString()));
  }

  static Scenario written(String text) {
    Problems problems = new Problems();
    return ScenarioReader.read("written.yaml", text, EnvironmentLibrary.shipped(), problems)
        .orElseThrow(() -> new AssertionError(problems.toString()));
  }

  static Evidence play(Scenario scenario, long seed, Misbehaviour... planted) {
    Set<Misbehaviour> set = Arrays.stream(planted).collect(Collectors.toUnmodifiableSet());
    List<Event> events =
        SimulatedWorld.compute(
            seed,
            Bounds.USUAL,
            world -> {
              var recorder = new MemoryRecorder(world);
              try (var environment = new SimulatedEnvironment(scenario.plan(), world, set)) {
                new Engine(world, environment, scenario, recorder, List.of(), Optional.empty())
                    .play(Environment::start);
              }
              return recorder.events();
            });
    return new Evidence(described(scenario, seed), events);
  }

  static RunDescription described(Scenario scenario, long seed) {
    EnvironmentPlan plan = scenario.plan();
    SortedMap<String, Double> timing = new TreeMap<>();
    timing.put("ttl", (double) plan.agent().timeToLive().toSeconds());
    timing.put("loop_wait", (double) plan.agent().loopWait().toSeconds());
    timing.put("retry_timeout", (double) plan.agent().retryTimeout().toSeconds());
    return new RunDescription(
        Event.SCHEMA,
        scenario.title(),
        scenario.position().file(),
        "0".repeat(64),
        "",
        plan.name(),
        "reference",
        "simulated",
        seed,
        "2026-01-01T00:00:00Z",
        plan.nodes().stream().map(NodeName::value).toList(),
        plan.store().members().stream().map(NodeName::value).toList(),
        List.of(plan.proxy().name().value()),
        plan.replication().synchronousStandbys(),
        "roundrobin",
        timing,
        new TreeMap<>(),
        new TreeMap<>());
  }
}
