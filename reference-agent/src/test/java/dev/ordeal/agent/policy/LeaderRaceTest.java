package dev.ordeal.agent.policy;

import static dev.ordeal.agent.policy.Decisions.decides;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.names.Lsn;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who takes a key that is free. */
class LeaderRaceTest {
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
}
