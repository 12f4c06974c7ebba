package dev.ordeal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.evidence.RunDescription;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StoryTest {
  private static final Event STARTED = new Event.StepStarted(1, 0, "expect leader");
  private static final Event DONE = new Event.StepEnded(2, 0, true, "");
  private static final Event MISSED = new Event.StepEnded(2, 0, false, "not within 5 s: node1 led");
  private static final Event NOT_APPLIED =
      new Event.FaultMarked(1, 1, "skew", List.of("node1"), FaultMark.FAILED, "", "no clock");
  private static final Event END = new Event.RunEnded(9, true, "");
  private static final Event BROKEN_OFF = new Event.RunEnded(9, false, "interrupted");

  static Evidence evidence(Event... events) {
    var run =
        new RunDescription(
            Event.SCHEMA,
            "a title",
            "a.yaml",
            "",
            "",
            "three-nodes",
            "patroni",
            "simulated",
            7,
            "",
            List.of("node1"),
            List.of(),
            List.of(),
            0,
            "",
            new TreeMap<>(),
            new TreeMap<>(),
            new TreeMap<>());
    return new Evidence(run, List.of(events));
  }

  private static Verdict verdict(Event... events) {
    return new Story().judge(evidence(events));
  }

  @Test
  void a_story_that_came_about_and_ended_passes() {
    assertThat(verdict(STARTED, DONE, END).outcome()).isEqualTo(Outcome.PASS);
  }

  /** What comes after a missed step is not told, but for the settling at the end. */
  @Test
  void a_story_that_misses_a_step_and_does_not_settle_says_both() {
    Event settles = new Event.StepStarted(3, 17, "settle");
    Event unsettled = new Event.StepEnded(4, 17, false, "node3 does not stream");
    Verdict verdict = verdict(STARTED, MISSED, settles, unsettled, END);
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(verdict.words())
        .isEqualTo("`expect leader`: not within 5 s: node1 led. `settle`: node3 does not stream.");
  }

  @Test
  void a_missed_expectation_fails_and_says_what_was_there_instead() {
    Verdict verdict = verdict(STARTED, MISSED, NOT_APPLIED, END);
    assertThat(verdict.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(verdict.words()).contains("expect leader", "node1 led");
  }

  @Test
  void a_fault_that_could_not_be_applied_leaves_the_story_open() {
    Verdict verdict = verdict(STARTED, DONE, NOT_APPLIED, END);
    assertThat(verdict.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.words()).contains("skew", "node1", "no clock");
  }

  @Test
  void a_run_without_an_end_leaves_the_story_open() {
    assertThat(verdict(STARTED, DONE).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict(STARTED, DONE, BROKEN_OFF).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
  }
}
