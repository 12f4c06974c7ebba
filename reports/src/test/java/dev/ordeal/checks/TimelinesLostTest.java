package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.Range;
import dev.ordeal.evidence.Sensor;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimelinesLostTest {
  private static final Check NONE = new TimelinesLost(0, Duration.ZERO);

  /** node1 leads on timeline 1, node2 on timeline 2, then node1 on timeline 3. */
  private static EvidenceBuilder three(long secondFrom, Range... present) {
    return new EvidenceBuilder()
        .sensor(0, Sensor.LEADER_KEY, "store", 0)
        .leader(1, "node1")
        .appends("node1", 10, 5_000, 10, 1)
        .leader(5_000, "")
        .leader(5_100, "node2")
        .appends("node2", secondFrom, 9_000, 10, 2)
        .leader(9_000, "")
        .leader(9_100, "node1")
        .appends("node1", 9_200, 12_000, 10, 3)
        .server("node1", 100, 5_000, "PRIMARY", 1, false)
        .server("node1", 9_100, 12_000, "PRIMARY", 3, false)
        .server("node2", 100, 12_000, "PRIMARY", 2, false)
        .server("node3", 100, 12_000, "REPLICA", 1, false)
        .rows(12_100, "node1", "w1", present)
        .ended(12_500);
  }

  private static final Range FIRST = new Range(0, 4_999);
  private static final Range THIRD = new Range(9_200, 11_999);

  @Test
  void a_failover_that_loses_its_last_moments_passes() {
    Runs.passes(NONE, Runs.failover());
    Runs.passes(NONE, three(6_000, FIRST, new Range(6_000, 6_000), THIRD));
  }

  @Test
  void a_timeline_that_is_gone_whole_convicts() {
    EvidenceBuilder run = three(6_000, FIRST, THIRD);
    Runs.fails(NONE, run, "None of the 300 writes that node2 acknowledged on timeline 2", "node1");
    assertThat(Runs.witnessNodes(NONE, run)).containsExactly("node2", "node1");
    assertThat(Runs.figure(NONE, run, "timelines lost")).isEqualTo(1);
    Runs.passes(new TimelinesLost(1, Duration.ZERO), run);
  }

  @Test
  void writes_that_had_not_come_over_yet_are_lost_from_a_timeline_that_goes_on() {
    Runs.passes(NONE, three(6_000, FIRST, THIRD).server("node1", 8_000, 8_200, "REPLICA", 2, true));
  }

  @Test
  void a_timeline_that_hardly_anybody_wrote_on_is_a_last_moment() {
    Runs.passes(NONE, three(8_910, FIRST, THIRD));
    Runs.fails(NONE, three(8_900, FIRST, THIRD), "None of the 10 writes");
  }

  @Test
  void a_timeline_that_was_not_written_on_for_as_long_as_is_asked_does_not_count() {
    EvidenceBuilder ofThreeSeconds = three(6_000, FIRST, THIRD);
    Runs.passes(new TimelinesLost(0, Duration.ofSeconds(3)), ofThreeSeconds);
    Runs.fails(
        new TimelinesLost(0, Duration.ofMillis(2_900)), ofThreeSeconds, "None of the 300 writes");
  }

  @Test
  void without_the_final_rows_or_enough_writes_nobody_can_say() {
    Runs.cannotSay(NONE, Runs.withoutRows(), "not known");
    Runs.cannotSay(
        NONE,
        new EvidenceBuilder()
            .leader(1, "node1")
            .appends("node1", 10, 5_000, 10, 1)
            .rows(5_100, "node1", "w1", new Range(0, 5_000))
            .ended(6_000),
        "Nobody looked at the server of node2");
    Runs.cannotSay(
        NONE,
        new EvidenceBuilder()
            .leader(1, "node1")
            .appends("node1", 10, 500, 10, 1)
            .rows(600, "node1", "w1", new Range(0, 500))
            .ended(700),
        "Only 49 appends");
    Runs.cannotSay(
        NONE,
        new EvidenceBuilder().appends("node1", 10, 5_000, 10, 1).ended(6_000),
        "Nobody held the leader key at the end");
  }
}
