package dev.ordeal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.language.Scenario;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine, workload, sensors and checks, together, in a world of virtual time. */
final class SimulatedRunTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "primary-loses-power",
        "server-crashes",
        "switchover-under-load",
        "primary-isolated-with-its-clients",
        "canaries/two-writers",
        "canaries/asynchronous-loss",
        "canaries/sensor-switched-off",
        "canaries/slower-than-promised",
      })
  void scenarios_of_the_library_come_out_as_expected(String name) {
    Scenario scenario = SimulatedRun.shipped(name);
    Judgement judgement = Judgement.of(scenario, SimulatedRun.play(scenario, 3));
    assertThat(judgement.surprises()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"await, PASS", "expect, FAIL"})
  void what_does_not_come_fails_the_run_where_it_is_expected_and_not_where_it_is_awaited(
      String verb, Outcome outcome) {
    Scenario scenario =
        SimulatedRun.written(
            """
            scenario: nobody takes over from a leader that is well
            environment: three-nodes
            workload: { writes: 50/s }
            steps:
              - kill: any-replica
                for: 1s
              - VERB: { leader: another-node }
                within: 2s
              - wait: 2s
            promises:
              leaders-at-once: { at-most: 1 }
            """
                .replace("VERB", verb));
    assertThat(verdict(scenario, SimulatedRun.play(scenario, 3), "story").outcome())
        .isEqualTo(outcome);
  }

  @Test
  void a_primary_that_keeps_writing_without_its_lease_is_convicted_of_two_leaders() {
    Scenario scenario = SimulatedRun.shipped("primary-isolated-with-its-clients");
    Evidence evidence = SimulatedRun.play(scenario, 3, Misbehaviour.KEEPS_WRITING_WITHOUT_LEASE);
    assertThat(verdict(scenario, evidence, "leaders-at-once").outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void a_cluster_that_loses_acknowledged_writes_is_convicted_of_it() {
    Scenario scenario =
        SimulatedRun.written(
            """
            scenario: the primary loses power behind a broken replication
            environment: three-nodes-synchronous
            workload: { writes: 100/s }
            steps:
              - cut: { between: leader, and: every-replica, services: postgresql, by: silence }
              - after: 1s
                power-off: leader
              - expect: { leader: another-node }
                within: 60s
              - expect: { writes: flowing }
                within: 20s
            promises:
              acknowledged-writes-lost: { exactly: 0 }
            """);
    Evidence right = SimulatedRun.play(scenario, 3);
    assertThat(verdict(scenario, right, "acknowledged-writes-lost").outcome())
        .isEqualTo(Outcome.PASS);
    Evidence wrong = SimulatedRun.play(scenario, 3, Misbehaviour.LOSES_ACKNOWLEDGED_WRITES);
    assertThat(verdict(scenario, wrong, "acknowledged-writes-lost").outcome())
        .isEqualTo(Outcome.FAIL);
  }

  @Test
  void a_proxy_that_routes_to_any_server_is_convicted_when_a_second_server_takes_writes() {
    Scenario scenario =
        SimulatedRun.written(
            """
            scenario: a replica is promoted while its agent looks away, and clients come anew
            environment: three-nodes
            workload: { writes: 100/s }
            steps:
              - pause: { agent: any-replica }
              - promote-server: the-paused
              - reset: { between: clients, and: proxy }
              - wait: 5s
            promises:
              writes-misrouted: { at-most: 0 }
            """);
    Evidence right = SimulatedRun.play(scenario, 3);
    assertThat(verdict(scenario, right, "writes-misrouted").outcome()).isEqualTo(Outcome.PASS);
    Evidence wrong = SimulatedRun.play(scenario, 3, Misbehaviour.ROUTES_TO_ANY_SERVER);
    assertThat(verdict(scenario, wrong, "writes-misrouted").outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void agents_that_hang_on_one_member_of_the_store_are_convicted_of_an_outage() {
    Scenario scenario =
        SimulatedRun.written(
            """
            scenario: one member of the store is away for longer than a lease
            environment: three-nodes
            workload: { writes: 100/s }
            steps:
              - kill: etcd1
                for: 8s
              - wait: 8s
            promises:
              writes-out: { at-most: 1s }
            """);
    Evidence right = SimulatedRun.play(scenario, 3);
    assertThat(verdict(scenario, right, "writes-out").outcome()).isEqualTo(Outcome.PASS);
    Evidence wrong = SimulatedRun.play(scenario, 3, Misbehaviour.KEEPS_ONE_STORE_ENDPOINT);
    assertThat(verdict(scenario, wrong, "writes-out").outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void sessions_that_stay_open_on_a_former_leader_are_convicted() {
    Scenario scenario =
        SimulatedRun.written(
            """
            scenario: the node of the primary freezes under long sessions
            environment: three-nodes
            workload: { writes: 100/s, long-sessions: 5 }
            steps:
              - pause: leader
              - expect: { leader: another-node }
                within: 40s
              - wait: 5s
            promises:
              old-sessions-closed: { within: 2s }
            """);
    // The proxy closes them when the agent falls silent, long before the key is lost.
    Evidence right = SimulatedRun.play(scenario, 3);
    assertThat(verdict(scenario, right, "old-sessions-closed").outcome()).isEqualTo(Outcome.PASS);
    Evidence wrong = SimulatedRun.play(scenario, 3, Misbehaviour.LEAVES_OLD_SESSIONS_OPEN);
    assertThat(verdict(scenario, wrong, "old-sessions-closed").outcome()).isEqualTo(Outcome.FAIL);
  }

  @Test
  void the_same_seed_gives_the_same_events() {
    Scenario scenario = SimulatedRun.shipped("primary-loses-power");
    Evidence first = SimulatedRun.play(scenario, 11);
    assertThat(first.events()).hasSizeGreaterThan(1000);
    assertThat(SimulatedRun.play(scenario, 11).events()).isEqualTo(first.events());
  }

  private static Verdict verdict(Scenario scenario, Evidence evidence, String promise) {
    return Judgement.of(scenario, evidence).verdicts().stream()
        .filter(verdict -> verdict.promise().equals(promise))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_replica_whose_log_has_not_come_whole_is_of_no_use_only_where_that_is_planted() {
    Scenario scenario = SimulatedRun.read(Path.of("found/promoted-while-its-log-comes-again.yaml"));
    assertThat(surprises(scenario)).isEmpty();
    assertThat(surprises(scenario, Misbehaviour.KEEPS_FRAGMENTS)).containsExactly("story");
  }

  private static List<String> surprises(Scenario scenario, Misbehaviour... planted) {
    return Judgement.of(scenario, SimulatedRun.play(scenario, 3, planted)).surprises().stream()
        .map(verdict -> verdict.promise())
        .toList();
  }
}
