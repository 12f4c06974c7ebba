package dev.ordeal.agent.policy;

import static dev.ordeal.agent.policy.Decisions.decides;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HaPolicyTest {
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
    return FailedPromotionTest.failed(Memory.NONE, false);
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
