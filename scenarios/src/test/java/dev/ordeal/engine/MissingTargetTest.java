package dev.ordeal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.analysis.Run;
import dev.ordeal.checks.Outcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.FaultMark;
import org.junit.jupiter.api.Test;

/** A story whose last step finds nobody to harm. */
final class MissingTargetTest {
  private static final String LEFT_OUT = "left out `pause another-replica`";

  @Test
  void the_story_has_not_come_about_where_the_file_does_not_say_more() {
    Evidence evidence = play("");
    assertThat(story(evidence)).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(evidence.of(Event.FaultMarked.class))
        .anyMatch(mark -> mark.mark() == FaultMark.FAILED);
    assertThat(evidence.of(Event.Note.class)).noneMatch(MissingTargetTest::isLeftOut);
  }

  @Test
  void a_story_that_says_so_goes_on_without_the_step() {
    Evidence evidence = play("missing-target: skip\n");
    assertThat(story(evidence)).isEqualTo(Outcome.PASS);
    assertThat(evidence.of(Event.FaultMarked.class))
        .noneMatch(mark -> mark.mark() == FaultMark.FAILED);
    assertThat(evidence.of(Event.Note.class)).anyMatch(MissingTargetTest::isLeftOut);
  }

  private static boolean isLeftOut(Event.Note note) {
    return note.words().startsWith(LEFT_OUT);
  }

  private static Outcome story(Evidence evidence) {
    return new Story().judge(Run.of(evidence)).outcome();
  }

  private static Evidence play(String saysSo) {
    var scenario =
        SimulatedRun.written(
            "scenario: nobody is left\n"
                + "environment: three-nodes\n"
                + "workload: { writes: 50/s }\n"
                + saysSo
                + """
                steps:
                  - cut: { between: every-replica, and: proxy, services: rest, by: silence }
                  - pause: another-replica
                promises:
                  leaders-at-once: { at-most: 1 }
                """);
    return SimulatedRun.play(scenario, 1);
  }
}
