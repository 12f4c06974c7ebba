package dev.ordeal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.checks.Outcome;
import dev.ordeal.environment.Environment;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.language.Scenario;
import dev.ordeal.simulation.SimulatedEnvironment;
import dev.ordeal.workload.MemoryRecorder;
import dev.ordeal.world.Bounds;
import dev.ordeal.world.SimulatedWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Steps that strike in the middle of an operation. */
final class BackgroundTest {
  private static Scenario struck(String background) {
    return SimulatedRun.written(
        """
        scenario: the old leader's agent is killed in the middle of a switchover
        environment: three-nodes
        workload: { writes: 50/s }
        steps:
          - switchover: { to: any-replica }
            background: BACKGROUND
          - after: 20ms
            kill: { agent: first-leader }
            for: 10s
          - wait: 10s
        promises:
          leaders-at-once: { at-most: 1 }
        """
            .replace("BACKGROUND", background));
  }

  private static Event.FaultMarked mark(Evidence evidence, String fault, FaultMark mark) {
    return evidence
        .of(Event.FaultMarked.class)
        .filter(each -> each.fault().equals(fault) && each.mark() == mark)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_next_step_begins_while_the_operation_goes_on() {
    Scenario scenario = struck("on");
    Evidence evidence = SimulatedRun.play(scenario, 3);
    Event.FaultMarked answered = mark(evidence, "switchover", FaultMark.APPLIED);
    assertThat(mark(evidence, "kill", FaultMark.APPLIED).atNs()).isLessThan(answered.atNs());
    assertThat(answered.words())
        .as("what came of it is no fault of the story")
        .doesNotStartWith("200");
    assertThat(Judgement.of(scenario, evidence).outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void elsewhere_it_waits_for_the_answer() {
    Evidence evidence = SimulatedRun.play(struck("off"), 3);
    assertThat(mark(evidence, "kill", FaultMark.ASKED).atNs())
        .isGreaterThan(mark(evidence, "switchover", FaultMark.APPLIED).atNs());
  }

  @Test
  void who_breaks_the_run_off_does_not_wait_for_the_answer() {
    Scenario scenario =
        SimulatedRun.written(
            """
            scenario: an agent that has lost its power never answers
            environment: three-nodes
            workload: { writes: 10/s }
            steps:
              - switchover: { to: any-replica }
                background: on
              - after: 20ms
                power-off: first-leader
            promises:
              leaders-at-once: { at-most: 1 }
            """);
    assertThat(seconds(scenario, false)).isGreaterThan(60);
    assertThat(seconds(scenario, true)).isLessThan(30);
  }

  /** How long the run takes, where nobody breaks it off, or somebody after 20 s. */
  private static double seconds(Scenario scenario, boolean breaksOff) {
    return SimulatedWorld.compute(
        3,
        Bounds.USUAL,
        world -> {
          try (var environment = new SimulatedEnvironment(scenario.plan(), world, Set.of())) {
            var engine =
                new Engine(
                    world,
                    environment,
                    scenario,
                    new MemoryRecorder(world),
                    List.of(),
                    Optional.empty());
            if (breaksOff) {
              world
                  .group("user")
                  .spawn(
                      "Ctrl-C",
                      () -> {
                        world.sleep(Duration.ofSeconds(20));
                        engine.interrupt("enough");
                      });
            }
            engine.play(Environment::start);
            return world.nanos() / 1e9;
          }
        });
  }
}
