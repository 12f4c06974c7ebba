package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.names.Lsn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HaPolicyTest {
  private static void decides(Seen seen, String rule, Action... actions) {
    Decision decision = seen.decision();
    assertThat(decision.rule()).as(decision.reason()).isEqualTo(rule);
    assertThat(decision.actions()).containsExactly(actions);
  }

  /** A changed ladder is a changed file, to be read in review. */
  @Test
  void the_ladder_is_the_one_that_was_reviewed() {
    assertThat(HaPolicy.printed()).isEqualTo(resource("ladder.txt"));
  }

  private static String resource(String name) {
    try (var stream = HaPolicyTest.class.getResourceAsStream(name)) {
      return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_replica_of_a_leader_does_nothing() {
    Decision decision = Seen.replica().decision();
    assertThat(decision.rule()).isEqualTo("following");
    assertThat(decision.isNothing()).isTrue();
    assertThat(decision.reason())
        .isEqualTo("no action. I am (node1), a secondary, and following a leader (node2)");
  }

  @Test
  void a_replica_turns_to_the_new_leader() {
    decides(
        Seen.replica().ledBy("node3"),
        "following",
        new Action.Follow(Optional.of(new Upstream("node3", "node3", 5432, Optional.of("node1")))));
  }

  @Test
  void a_replica_takes_a_free_key_when_nobody_is_ahead() {
    decides(
        Seen.replica().noLeader().silent("node2").answers("node3", false, 1000),
        "leader-race",
        new Action.TakeLeaderKey(),
        new Action.Promote());
  }

  @Test
  void a_replica_stays_out_when_another_is_ahead() {
    Seen seen = Seen.replica().noLeader().answers("node3", false, 1001);
    decides(seen, "leader-race");
    assertThat(seen.decision().reason()).contains("Wal position of node3 is ahead");
  }

  @Test
  void a_replica_stays_out_while_a_primary_answers() {
    decides(Seen.replica().noLeader().answers("node2", true, 1000), "leader-race");
  }

  @Test
  void a_replica_that_lags_too_much_does_not_stand() {
    decides(
        Seen.replica().noLeader().at(1000 - 2_000_000).answers("node3", false, 0), "leader-race");
  }

  @Test
  void a_greater_priority_wins_among_equals() {
    decides(
        Seen.replica()
            .noLeader()
            .answers("node3", false, 1000, new Tags(Map.of("failover_priority", 2))),
        "leader-race");
  }

  @Test
  void a_node_that_may_not_be_promoted_never_stands() {
    decides(
        Seen.replica().noLeader().tagged(Map.of("nofailover", true)).silent("node3"),
        "leader-race");
  }

  @Test
  void in_synchronous_mode_only_a_synchronous_standby_stands() {
    decides(
        Seen.replica()
            .noLeader()
            .mode(SynchronousMode.ON, false, 1)
            .sync("node2", Set.of("node3"), 0)
            .silent("node3"),
        "leader-race");
    decides(
        Seen.replica()
            .noLeader()
            .mode(SynchronousMode.ON, false, 1)
            .sync("node2", Set.of("node1"), 0)
            .silent("node3"),
        "leader-race",
        new Action.TakeLeaderKey(),
        new Action.WriteSync(SyncState.of("node1", Set.of(), 0, 3)),
        new Action.SetSynchronousNames(""),
        new Action.Promote());
  }

  @Test
  void in_quorum_mode_enough_voters_must_have_been_reached() {
    Seen seen =
        Seen.replica()
            .noLeader()
            .mode(SynchronousMode.QUORUM, false, 1)
            .sync("node2", Set.of("node1", "node3"), 1);
    decides(seen.silent("node3"), "leader-race");
    decides(seen.answersWithoutPosition("node3"), "leader-race");
    decides(
        seen.answers("node3", false, 900),
        "leader-race",
        new Action.TakeLeaderKey(),
        new Action.WriteSync(SyncState.of("node1", Set.of(), 0, 3)),
        new Action.SetSynchronousNames(""),
        new Action.Promote());
  }

  /** A last leader that still replays says too little of itself: it is no voter. */
  @Test
  void in_quorum_mode_the_last_leader_is_no_voter_and_waits_for_nobody_without_votes() {
    Seen handedOver =
        Seen.replica()
            .noLeader()
            .mode(SynchronousMode.QUORUM, false, 1)
            .wish(Optional.of("node1"), Optional.of("node3"))
            .sync("node1", Set.of("node2", "node3"), 1)
            .answers("node3", false, 1000);
    decides(handedOver.answers("node2", false, 1000), "leader-race");
    assertThat(handedOver.silent("node2").decision().actions())
        .startsWith(new Action.TakeLeaderKey());
    decides(
        Seen.replica()
            .noLeader()
            .mode(SynchronousMode.QUORUM, false, 1)
            .sync("node2", Set.of("node1", "node3"), 1)
            .silent("node3")
            .answers("node2", false, 1000),
        "leader-race");
  }

  /** The one that handed over would wait for it, and nobody else may lead. */
  @Test
  void a_candidate_that_may_not_be_promoted_is_not_waited_for() {
    Seen handedOver =
        Seen.replica()
            .noLeader()
            .silent("node2")
            .wish(Optional.of("node1"), Optional.of("node3"))
            .answers("node3", false, 1000);
    Seen synchronous =
        handedOver.mode(SynchronousMode.ON, false, 1).sync("node1", Set.of("node3"), 0);
    decides(synchronous, "leader-race");
    assertThat(synchronous.sync("node1", Set.of(), 0).decision().actions())
        .startsWith(new Action.TakeLeaderKey());
  }

  /** That one waits for the log that only the last leader has. */
  @Test
  void a_last_leader_that_is_ahead_of_everybody_leads_again() {
    Seen handedOver =
        Seen.replica()
            .noLeader()
            .silent("node2")
            .wish(Optional.of("node1"), Optional.empty())
            .answers("node3", false, 1000);
    decides(handedOver, "leader-race");
    assertThat(handedOver.answers("node3", false, 999).decision().actions())
        .startsWith(new Action.TakeLeaderKey());
  }

  /** Who waited for each other would wait for ever. */
  @Test
  void who_is_ahead_and_stays_out_by_a_rule_of_its_own_keeps_nobody_out() {
    Seen ahead = Seen.replica().noLeader().answers("node3", false, 2000);
    decides(ahead, "leader-race");
    decides(
        ahead
            .settings(Seen.Settings.failsafe())
            .failsafeList(Map.of("node1", "http://node1:8008/", "node2", "http://node2:8008/")),
        "leader-race",
        new Action.TakeLeaderKey(),
        new Action.Promote());
    Seen left =
        Seen.replica()
            .noLeader()
            .timeline(2)
            .history(new HistoryLine(1, new Lsn(900), "", Optional.empty(), Optional.empty()))
            .answers("node3", false, 2000);
    decides(left, "leader-race");
    decides(
        left.settings(Seen.Settings.checkingTimelines()),
        "leader-race",
        new Action.TakeLeaderKey(),
        new Action.Promote());
  }

  @Test
  void who_could_not_lead_by_its_lease_does_not_take_the_key_under_it() {
    decides(Seen.replica().noLeader().leaseRunOut().answers("node3", false, 1000), "leader-race");
  }

  /** A leader that was cut off while it was promoted wrote no history; who followed it knows. */
  @Test
  void a_later_timeline_of_a_node_that_could_lead_counts_before_the_history_tells_of_it() {
    Seen onTheOld = Seen.replica().noLeader().at(2000).answersOn(2, "node3", 1000, Tags.NONE);
    assertThat(onTheOld.decision().actions()).startsWith(new Action.TakeLeaderKey());
    onTheOld.settings(Seen.Settings.checkingTimelines());
    decides(onTheOld, "leader-race");
    assertThat(
            onTheOld
                .answersOn(2, "node3", 1000, new Tags(Map.of("nofailover", true)))
                .decision()
                .actions())
        .startsWith(new Action.TakeLeaderKey());
    Seen onTheNew = Seen.replica().noLeader().timeline(2).at(1000).answers("node3", false, 2000);
    decides(onTheNew, "leader-race");
    assertThat(onTheNew.settings(Seen.Settings.checkingTimelines()).decision().actions())
        .startsWith(new Action.TakeLeaderKey());
  }

  @Test
  void in_quorum_mode_a_voter_on_a_timeline_that_was_left_is_not_ahead() {
    Seen onTheNew =
        Seen.replica()
            .noLeader()
            .mode(SynchronousMode.QUORUM, false, 1)
            .sync("node2", Set.of("node1", "node3"), 1)
            .timeline(2)
            .at(1000)
            .answers("node3", false, 2000);
    decides(onTheNew, "leader-race");
    assertThat(
            onTheNew
                .settings(Seen.Settings.checkingTimelines(SynchronousMode.QUORUM))
                .decision()
                .actions())
        .startsWith(new Action.TakeLeaderKey());
  }

  @Test
  void a_key_that_came_by_a_request_that_was_given_up_is_given_back() {
    Memory givenUp = Seen.replica().now().memory().withTakeUnanswered();
    decides(
        Seen.leader().replicaServer().remembers(givenUp),
        "promotion",
        new Action.ReleaseLeaderKey());
    assertThat(Remembering.after(Seen.replica().remembers(givenUp).now()).takeUnanswered())
        .isTrue();
    assertThat(Remembering.after(Seen.leader().remembers(givenUp).now()).takeUnanswered())
        .as("of a primary")
        .isFalse();
  }

  @Test
  void the_winner_is_promoted() {
    decides(Seen.leader().replicaServer(), "promotion", new Action.Promote());
  }

  @Test
  void in_synchronous_mode_the_key_and_the_names_come_before_the_promotion() {
    decides(
        Seen.leader()
            .replicaServer()
            .mode(SynchronousMode.ON, true, 1)
            .sync("node2", Set.of("node1"), 0),
        "promotion",
        new Action.WriteSync(SyncState.of("node1", Set.of(), 0, 3)),
        new Action.SetSynchronousNames("*"),
        new Action.Promote());
  }

  @Test
  void a_primary_that_another_node_leads_stops_at_once() {
    decides(
        Seen.leader().ledBy("node3"),
        "leadership-lost",
        new Action.Demote(StopMode.IMMEDIATE, false));
  }

  @Test
  void so_does_one_that_is_about_to_hand_over_and_still_takes_writes() {
    decides(Seen.leader().job(Job.Kind.HAND_OVER), "job-under-way");
    decides(
        Seen.leader().ledBy("node3").job(Job.Kind.HAND_OVER),
        "leadership-lost",
        new Action.Demote(StopMode.IMMEDIATE, false));
    decides(Seen.leader().ledBy("node3").job(Job.Kind.DEMOTE), "job-under-way");
  }

  @Test
  void a_replica_that_restarts_is_not_taken_for_a_primary() {
    Seen replica = Seen.replica().server(ServerState.STOPPED).job(Job.Kind.RESTART);
    decides(replica.standbySignal(), "job-under-way");
    decides(
        Seen.replica().server(ServerState.STOPPED).job(Job.Kind.RESTART),
        "leadership-lost",
        new Action.Demote(StopMode.IMMEDIATE, false));
  }

  @Test
  void a_promotion_under_way_is_broken_off_when_another_node_leads() {
    decides(
        Seen.replica().ledBy("node3").job(Job.Kind.PROMOTE),
        "leadership-lost",
        new Action.Demote(StopMode.IMMEDIATE, false));
  }

  @Test
  void a_primary_whose_lease_ran_out_stops() {
    decides(Seen.leader().leaseRunOut(), "lease-ran-out", new Action.Demote(StopMode.FAST, true));
  }

  @Test
  void without_store_a_primary_goes_on_only_as_long_as_its_lease() {
    decides(Seen.leader().storeUnreachable(), "store-unreachable");
    decides(
        Seen.leader().storeUnreachable().leaseRunOut(),
        "store-unreachable",
        new Action.Demote(StopMode.FAST, false));
  }

  @Test
  void failsafe_mode_lets_a_primary_go_on_when_all_agree() {
    Seen seen = Seen.leader().storeUnreachable().leaseRunOut().settings(Seen.Settings.failsafe());
    assertThat(seen.decision().actions()).isNotEmpty();
    decides(seen.failsafeAgreed(), "store-unreachable");
  }

  @Test
  void nobody_stands_while_a_leader_without_store_says_that_it_leads() {
    Seen seen = Seen.replica().noLeader().silent("node3");
    decides(seen, "leader-race", new Action.TakeLeaderKey(), new Action.Promote());
    decides(seen.toldByFailsafe("node2"), "leader-race");
  }

  @Test
  void in_maintenance_mode_nothing_stops() {
    DynamicSettings paused = Seen.Settings.paused();
    decides(Seen.leader().settings(paused).storeUnreachable().leaseRunOut(), "store-unreachable");
    decides(Seen.leader().settings(paused).ledBy("node3"), "following");
    decides(Seen.replica().settings(paused).noLeader().silent("node3"), "leader-race");
  }

  @Test
  void a_crashed_primary_is_started_in_place() {
    decides(Seen.leader().server(ServerState.CRASHED), "server-down", new Action.StartAsPrimary());
  }

  @Test
  void a_crashed_primary_gives_the_key_away_where_it_must_not_wait() {
    decides(
        Seen.leader()
            .settings(Seen.Settings.failingOverAtOnce())
            .server(ServerState.CRASHED)
            .answers("node2", false, 1000),
        "server-down",
        new Action.ReleaseLeaderKey());
  }

  private static Memory failedPromotion() {
    return Remembering.afterFailure(
        Memory.NONE,
        new Job(Job.Kind.PROMOTE, "promote", Seen.NOW),
        "cannot promote",
        Seen.NOW.plus(Duration.ofSeconds(5)));
  }

  /** PostgreSQL ends with PANIC where its last record has not come again on a new timeline. */
  @Test
  void who_has_failed_to_be_promoted_gives_the_key_back_and_stands_aside() {
    decides(
        Seen.leader().server(ServerState.CRASHED).remembers(failedPromotion()),
        "server-down",
        new Action.ReleaseLeaderKey());
    decides(
        Seen.replica()
            .noLeader()
            .silent("node2")
            .answers("node3", false, 1000)
            .remembers(failedPromotion()),
        "leader-race");
  }

  /** Its server may become a primary still: whoever gave the key away would make two. */
  @Test
  void who_fails_to_be_promoted_keeps_the_key_while_its_server_runs() {
    decides(
        Seen.leader().replicaServer().remembers(failedPromotion()),
        "promotion",
        new Action.Promote());
  }

  @Test
  void a_server_that_is_down_rejoins_its_leader() {
    decides(
        Seen.replica().server(ServerState.STOPPED),
        "server-down",
        new Action.Rejoin(Optional.of(new Upstream("node2", "node2", 5432, Optional.of("node1")))));
  }

  @Test
  void a_replica_that_starts_is_told_of_a_new_leader_before_its_start_has_ended() {
    Seen starting = Seen.replica().server(ServerState.STARTING).standbySignal();
    decides(
        starting.job(Job.Kind.REJOIN).ledBy("node3"),
        "replica-starting",
        new Action.Follow(Optional.of(new Upstream("node3", "node3", 5432, Optional.of("node1")))));
    decides(
        Seen.replica()
            .server(ServerState.STARTING)
            .standbySignal()
            .job(Job.Kind.REJOIN)
            .ledBy("node2"),
        "job-under-way");
  }

  @Test
  void a_diverged_replica_is_rewound() {
    assertThat(Seen.replica().diverged().decision().rule()).isEqualTo("log-diverged");
  }

  @Test
  void a_data_directory_of_another_cluster_ends_the_agent() {
    decides(Seen.replica().initialize("72"), "foreign-cluster", new Action.Exit(1));
  }

  @Test
  void a_primary_without_key_takes_it_back() {
    decides(Seen.leader().noLeader(), "primary-without-key", new Action.TakeLeaderKey());
  }

  @Test
  void a_stale_primary_does_not_take_the_key() {
    decides(
        Seen.leader()
            .noLeader()
            .history(
                new HistoryLine(
                    1, new dev.ordeal.names.Lsn(900), "", Optional.empty(), Optional.empty())),
        "primary-without-key",
        new Action.Demote(StopMode.IMMEDIATE, false));
  }

  @Test
  void a_primary_does_not_take_the_key_while_another_primary_answers() {
    decides(
        Seen.leader().noLeader().answers("node3", true, 2000),
        "primary-without-key",
        new Action.Demote(StopMode.IMMEDIATE, false));
  }

  @Test
  void a_switchover_hands_over_to_who_is_fit() {
    decides(
        Seen.leader()
            .wish(Optional.of("node1"), Optional.of("node3"))
            .answers("node2", false, 1000)
            .answers("node3", false, 1000),
        "handing-over",
        new Action.HandOver(java.util.List.of("node3")));
  }

  @Test
  void a_switchover_that_nobody_could_follow_is_cleared() {
    decides(
        Seen.leader().wish(Optional.of("node1"), Optional.of("node3")).silent("node3"),
        "handing-over",
        new Action.ClearFailover(11));
  }

  @Test
  void a_scheduled_switchover_waits_and_a_stale_one_is_cleared() {
    assertThat(Seen.leader().wishAt(Instant.parse("2026-11-25T00:00:10Z")).decision().rule())
        .isEqualTo("leading");
    decides(
        Seen.leader().wishAt(Instant.parse("2026-11-24T23:59:00Z")),
        "handing-over",
        new Action.ClearFailover(11));
  }

  @Test
  void the_candidate_of_a_switchover_goes_first() {
    Seen other =
        Seen.replica()
            .noLeader()
            .wish(Optional.of("node2"), Optional.of("node3"))
            .answers("node3", false, 1000);
    decides(other, "leader-race");
    Seen candidate =
        Seen.replica()
            .noLeader()
            .wish(Optional.of("node2"), Optional.of("node1"))
            .answers("node3", false, 2000);
    decides(
        candidate,
        "leader-race",
        new Action.TakeLeaderKey(),
        new Action.Promote(),
        new Action.ClearFailover(11));
  }

  @Test
  void a_restarted_agent_moves_its_key_under_its_new_lease() {
    Seen seen = Seen.leader().ledBy("node1");
    decides(seen, "lease-elsewhere", new Action.MoveLeaderKey());
  }

  @Test
  void while_a_job_is_under_way_nothing_else_is_done() {
    decides(Seen.replica().job(Job.Kind.CLONE).noLeader(), "job-under-way");
  }

  @Test
  void who_must_have_a_watchdog_and_has_none_does_not_stand() {
    decides(
        Seen.replica().noLeader().silent("node2").answers("node3", false, 1000).watchdogFailed(),
        "leader-race");
  }

  @Test
  void who_must_have_a_watchdog_and_loses_it_leads_no_more() {
    decides(
        Seen.leader().watchdogFailed(), "watchdog-missing", new Action.Demote(StopMode.FAST, true));
    decides(
        Seen.leader().noLeader().watchdogFailed(),
        "watchdog-missing",
        new Action.Demote(StopMode.FAST, false));
    decides(
        Seen.leader().server(ServerState.CRASHED).watchdogFailed(),
        "server-down",
        new Action.ReleaseLeaderKey());
  }

  @Test
  void a_replica_that_lacks_its_watchdog_follows_and_in_maintenance_mode_nobody_needs_one() {
    decides(Seen.replica().watchdogFailed(), "following");
    assertThat(Seen.leader().settings(Seen.Settings.paused()).watchdogFailed().decision().rule())
        .isEqualTo("leading");
  }
}
