package dev.ordeal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.checks.Outcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.language.Scenario;
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
}
