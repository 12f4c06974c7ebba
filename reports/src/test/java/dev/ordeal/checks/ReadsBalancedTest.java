package dev.ordeal.checks;

import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.RunDescription;
import dev.ordeal.evidence.Sensor;
import org.junit.jupiter.api.Test;

class ReadsBalancedTest {
  private static final Check TENTH = new ReadsBalanced(0.1);

  private static EvidenceBuilder run() {
    return new EvidenceBuilder()
        .sensor(0, Sensor.LEADER_KEY, "store", 0)
        .leader(0, "node1")
        .readSessions(40, "node2", 10, 50)
        .ended(4_000);
  }

  @Test
  void equal_shares_pass() {
    Runs.passes(TENTH, run().readSessions(40, "node3", 10, 50));
  }

  @Test
  void unequal_shares_are_told() {
    Runs.fails(
        TENTH,
        run().readSessions(20, "node3", 10, 50),
        "node2 got 66.667 % of 60 connections",
        "not 50 %");
  }

  @Test
  void a_replica_without_reads_convicts() {
    Runs.fails(TENTH, run().readSessions(20, "node2", 2_010, 10), "node3 got 0 %");
  }

  @Test
  void few_connections_prove_nothing_however_many_reads_they_served() {
    Runs.cannotSay(
        TENTH,
        new EvidenceBuilder()
            .sensor(0, Sensor.LEADER_KEY, "store", 0)
            .leader(0, "node1")
            .readSessions(24, "node2", 10, 50)
            .readSessions(24, "node3", 10, 50)
            .reads("node2", 10, 2_010, 10)
            .ended(4_000),
        "too few");
  }

  @Test
  void another_balancing_promises_no_shares() {
    var evidence =
        run()
            .readSessions(40, "node3", 10, 50)
            .run(r ->
                new RunDescription(
                    r.schema(),
                    r.scenario(),
                    r.scenarioFile(),
                    r.scenarioSha256(),
                    r.incident(),
                    r.environment(),
                    r.agent(),
                    r.world(),
                    r.seed(),
                    r.startedAt(),
                    r.nodes(),
                    r.storeMembers(),
                    r.proxies(),
                    0,
                    "first",
                    r.agentTiming(),
                    r.versions(),
                    r.machine()));
    Runs.cannotSay(TENTH, evidence, "'first'");
  }

  @Test
  void without_the_watch_nobody_knows_who_the_replicas_were() {
    Runs.cannotSay(
        TENTH,
        new EvidenceBuilder()
            .leader(0, "node1")
            .readSessions(40, "node2", 10, 50)
            .readSessions(40, "node3", 10, 50)
            .ended(4_000),
        "not watched");
  }

  @Test
  void one_replica_has_nobody_to_share_with() {
    Runs.cannotSay(
        TENTH,
        run().nodes("node1", "node2").readSessions(40, "node2", 10, 50),
        "not two replicas behind a known leader");
  }

  @Test
  void without_a_leader_nobody_knows_who_the_replicas_were() {
    Runs.cannotSay(
        TENTH,
        run().readSessions(40, "node3", 10, 50).leader(3_000, ""),
        "not two replicas behind a known leader");
  }
}
