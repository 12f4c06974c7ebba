package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.FaultMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class WritesOutTest {
  private static Check atMost(long millis) {
    return new WritesOut(Duration.ofMillis(millis));
  }

  @Test
  void an_outage_longer_than_promised_is_told_with_node_and_instants() {
    Runs.fails(atMost(3_000), Runs.failover(), "3.402 s", "from 10.000 s to 13.402 s", "node2");
    assertThat(Runs.witnessNodes(atMost(3_000), Runs.failover())).containsExactly("node2");
  }

  @Test
  void an_outage_within_the_promise_passes() {
    Runs.passes(atMost(3_500), Runs.failover());
  }

  @Test
  void the_phases_add_up_to_the_outage() {
    var check = atMost(5_000);
    double sum = 0;
    for (String part : List.of("detection", "election", "promotion", "routing", "client")) {
      sum += Runs.figure(check, Runs.failover(), part);
    }
    assertThat(sum).isCloseTo(Runs.figure(check, Runs.failover(), "writes out"), within(1e-6));
    assertThat(Runs.figure(check, Runs.failover(), "detection")).isCloseTo(2.0, within(0.01));
    assertThat(Runs.figure(check, Runs.failover(), "election")).isCloseTo(0.5, within(1e-6));
    assertThat(Runs.figure(check, Runs.failover(), "promotion")).isCloseTo(0.502, within(1e-6));
  }

  @Test
  void answers_that_were_written_down_late_make_no_outage_longer() {
    var run =
        new EvidenceBuilder()
            .fault(5_000, 7_000, 1, "pause", "proxy1")
            .appends("node1", 0, 5_500, 100, 1)
            .failing(5_500, 6_500, 100, ClientOutcome.DEFINITE)
            .appends("node1", 6_500, 9_000, 100, 1)
            .ended(9_000)
            .build();
    List<Event> events = new ArrayList<>(run.events());
    events.sort(Comparator.comparing(event -> isAnswerTo(event, 5_300)));
    assertThat(run.events()).isNotEqualTo(events);
    assertThat(atMost(5_000).judge(new Evidence(run.run(), events)).figures())
        .isEqualTo(atMost(5_000).judge(run).figures());
  }

  private static boolean isAnswerTo(Event event, long scheduledMs) {
    return event instanceof Event.ClientOperation write
        && write.scheduledNs() == scheduledMs * 1_000_000;
  }

  @Test
  void phases_that_no_sensor_looked_at_are_unknown() {
    var blindProxy = Runs.withoutRows();
    assertThat(unknown(blindProxy)).containsExactly("routing", "client");
    Runs.passes(atMost(5_000), blindProxy);
    var blindCommits =
        Runs.withoutRows().routed("node2", 0, 13_200, false).routed("node2", 13_200, 20_000, true);
    var events =
        blindCommits.build().events().stream()
            .filter(e -> !(e instanceof Event.CommitProbe probe && probe.node().equals("node2")))
            .toList();
    var evidence = new Evidence(blindCommits.build().run(), events);
    assertThat(unknown(evidence)).containsExactly("promotion", "routing");
    assertThat(unknown(Runs.failover())).isEmpty();
  }

  private static List<String> unknown(EvidenceBuilder run) {
    return unknown(run.build());
  }

  private static List<String> unknown(Evidence evidence) {
    return atMost(5_000).judge(evidence).figures().stream()
        .filter(figure -> !figure.hasValue())
        .map(Figure::name)
        .toList();
  }

  @Test
  void a_run_that_was_broken_off_cannot_say() {
    var broken = Runs.failover().build();
    var evidence =
        new Evidence(
            broken.run(),
            broken.events().stream().filter(e -> !(e instanceof Event.RunEnded)).toList());
    assertThat(atMost(5_000).judge(evidence).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(atMost(1_000).judge(evidence).outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void a_fault_that_could_not_be_applied_cannot_acquit() {
    Runs.cannotSay(
        atMost(5_000),
        Runs.failover().mark(11_000, 2, "slow-disk", FaultMark.FAILED, "node2"),
        "slow-disk node2",
        "it would not");
  }

  @Test
  void without_a_fault_there_is_nothing_to_measure() {
    Runs.cannotSay(
        atMost(5_000),
        new EvidenceBuilder().appends("node1", 0, 9_000, 10, 1).ended(9_000),
        "No fault was applied");
  }

  @Test
  void too_few_writes_measure_nothing() {
    Runs.cannotSay(
        atMost(5_000),
        new EvidenceBuilder()
            .fault(5_000, 6_000, 1, "kill", "node1")
            .appends("node1", 0, 9_000, 500, 1)
            .ended(9_000),
        "too few");
  }

  @Test
  void a_schedule_with_a_hole_inside_the_outage_measures_nothing() {
    Runs.cannotSay(
        atMost(5_000),
        new EvidenceBuilder()
            .fault(5_000, 6_000, 1, "kill", "node1")
            .appends("node1", 0, 5_000, 10, 1)
            .appends("node1", 6_000, 9_000, 10, 1)
            .ended(9_000),
        "asked for no write");
  }

  @Test
  void writes_that_never_came_back_convict_once_the_time_was_up() {
    var run =
        new EvidenceBuilder()
            .fault(5_000, 6_000, 1, "kill", "node1")
            .appends("node1", 0, 5_000, 10, 1)
            .failing(5_000, 9_000, 10, ClientOutcome.DEFINITE)
            .ended(9_000);
    Runs.fails(atMost(3_000), run, "none after that");
    Runs.cannotSay(atMost(5_000), run, "too early");
  }
}
