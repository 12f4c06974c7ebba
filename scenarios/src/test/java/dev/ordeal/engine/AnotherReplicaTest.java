package dev.ordeal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.FaultMark;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code another-replica} is one that no fault of the story has met. */
final class AnotherReplicaTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void it_is_not_the_one_that_was_met_before(long seed) {
    List<Event.FaultMarked> marks =
        play(
            seed,
            """
              - cut: { between: any-replica, and: proxy, services: rest, by: silence }
              - cut: { between: another-replica, and: proxy, services: rest, by: silence }
            """);
    List<List<String>> met =
        marks.stream()
            .filter(mark -> mark.mark() == FaultMark.APPLIED)
            .map(Event.FaultMarked::targets)
            .toList();
    assertThat(met).hasSize(2);
    assertThat(met.getFirst()).doesNotContainAnyElementsOf(met.getLast());
  }

  @Test
  void where_every_replica_was_met_there_is_no_other() {
    List<Event.FaultMarked> marks =
        play(
            1,
            """
              - cut: { between: every-replica, and: proxy, services: rest, by: silence }
              - cut: { between: another-replica, and: proxy, services: rest, by: silence }
            """);
    assertThat(marks)
        .filteredOn(mark -> mark.mark() == FaultMark.FAILED)
        .extracting(Event.FaultMarked::words)
        .containsExactly("nobody is another-replica now");
  }

  private static List<Event.FaultMarked> play(long seed, String steps) {
    var scenario =
        SimulatedRun.written(
            "scenario: two replicas\n"
                + "environment: three-nodes\n"
                + "workload: { writes: 50/s }\n"
                + "steps:\n"
                + steps
                + "promises:\n"
                + "  leaders-at-once: { at-most: 1 }\n");
    return SimulatedRun.play(scenario, seed).of(Event.FaultMarked.class).toList();
  }
}
