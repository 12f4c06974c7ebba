package dev.ordeal.agent.policy;

import static dev.ordeal.agent.policy.Decisions.decides;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.DynamicSettings.StandbyCluster;
import dev.ordeal.names.Lsn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** node1 is in a cluster that follows another one. */
class StandbyClusterTest {
  private static final StandbyCluster CLUSTER =
      new StandbyCluster(
          Optional.of("far"), Optional.of(5433), Optional.of("here"), new TreeMap<>(), List.of());
  private static final Upstream REMOTE =
      new Upstream("remote primary", "far", 5433, Optional.of("here"), true);
  private static final Upstream NODE2 = new Upstream("node2", "node2", 5432, Optional.of("node1"));
  private static final Action STATUS = new Action.WriteStatus();

  private static Seen following(Seen seen) {
    return seen.settings(Seen.Settings.following(CLUSTER));
  }

  /** node1 holds the key and streams from the remote primary. */
  private static Seen standbyLeader() {
    return following(Seen.leader()).replicaServer().upstream(Optional.of(REMOTE));
  }

  @Test
  void its_leader_stays_a_replica_and_publishes_its_position() {
    decides(standbyLeader(), "standby-leader", STATUS);
    assertThat(standbyLeader().decision().reason())
        .isEqualTo("no action. I am (node1), the standby leader with the lock");
  }

  @Test
  void its_leader_turns_to_the_remote_primary() {
    decides(
        standbyLeader().upstream(Optional.of(NODE2)),
        "standby-leader",
        new Action.Follow(Optional.of(REMOTE)),
        STATUS);
  }

  @Test
  void the_others_follow_its_leader() {
    decides(following(Seen.replica()), "following");
    decides(
        following(Seen.replica()).upstream(Optional.of(REMOTE)),
        "following",
        new Action.Follow(Optional.of(NODE2)));
  }

  @Test
  void an_archive_alone_is_followed_without_streaming() {
    var archive =
        new StandbyCluster(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new TreeMap<>(Map.of("restore_command", "cp /archive/%f %p")),
            List.of("copied"));
    decides(
        standbyLeader().settings(Seen.Settings.following(archive)),
        "standby-leader",
        new Action.Follow(Optional.empty()),
        STATUS);
  }

  @Test
  void who_wins_the_key_follows_the_remote_primary_instead_of_being_promoted() {
    decides(
        following(Seen.replica()).noLeader().silent("node2").answers("node3", false, 1000),
        "leader-race",
        new Action.TakeLeaderKey(),
        new Action.Follow(Optional.of(REMOTE)));
  }

  @Test
  void timelines_are_not_checked() {
    HistoryLine ended = new HistoryLine(6, new Lsn(900), "", Optional.empty(), Optional.empty());
    Decision decision =
        following(Seen.replica()).noLeader().history(ended).silent("node2").decision();
    assertThat(decision.actions()).contains(new Action.TakeLeaderKey());
  }

  @Test
  void the_first_node_is_copied_from_the_remote_primary() {
    decides(
        following(Seen.replica()).noLeader().uninitialized().emptyData().wants(false, false, true),
        "data-directory-empty",
        new Action.CreateInitialize(""),
        new Action.BootstrapFromRemote(CLUSTER));
  }

  @Test
  void a_replica_without_leader_may_name_the_cluster() {
    decides(
        following(Seen.replica()).noLeader().uninitialized(),
        "cluster-uninitialized",
        new Action.CreateInitialize("71"));
  }

  @Test
  void a_server_that_is_down_is_started_as_a_replica_of_whom_it_follows() {
    decides(
        standbyLeader().server(ServerState.CRASHED),
        "server-down",
        new Action.Rejoin(Optional.of(REMOTE)));
    decides(
        following(Seen.replica()).noLeader().server(ServerState.STOPPED),
        "server-down",
        new Action.Rejoin(Optional.of(REMOTE)));
    decides(
        following(Seen.replica()).server(ServerState.STOPPED),
        "server-down",
        new Action.Rejoin(Optional.of(NODE2)));
  }

  @Test
  void a_former_primary_is_not_started_as_one() {
    decides(
        following(Seen.leader()).server(ServerState.STOPPED),
        "server-down",
        new Action.Rejoin(Optional.of(REMOTE)));
  }

  @Test
  void a_leader_that_starts_is_told_of_the_remote_primary() {
    decides(
        standbyLeader().server(ServerState.STARTING).standbySignal().upstream(Optional.empty()),
        "replica-starting",
        new Action.Follow(Optional.of(REMOTE)));
  }

  @Test
  void a_log_that_has_left_the_remote_primary_is_rewound() {
    decides(standbyLeader().diverged(), "log-diverged", new Action.Rejoin(Optional.of(REMOTE)));
    decides(
        following(Seen.replica()).diverged(),
        "log-diverged",
        new Action.Rejoin(Optional.of(NODE2)));
    assertThat(Sources.authority(Seen.Settings.following(CLUSTER), Optional.of(NODE2)))
        .contains(REMOTE);
  }

  @Test
  void its_leader_hands_over_without_a_stop() {
    Seen seen =
        standbyLeader()
            .wish(Optional.of("node1"), Optional.of("node3"))
            .answers("node3", false, 1000);
    decides(seen, "handing-over", new Action.ReleaseLeaderKey());
  }

  @Test
  void a_key_of_synchronous_replication_is_removed() {
    decides(
        standbyLeader().sync("node1", Set.of("node2"), 0),
        "standby-leader",
        STATUS,
        new Action.DeleteSync(3));
  }

  @Test
  void once_it_follows_nobody_any_more_its_leader_is_promoted() {
    decides(standbyLeader().settings(DynamicSettings.DEFAULTS), "promotion", new Action.Promote());
  }

  @Test
  void a_primary_whose_cluster_is_to_follow_another_one_stops() {
    decides(following(Seen.leader()), "cluster-demoted", new Action.DemoteCluster(false));
  }

  @Test
  void the_promotion_of_the_key_s_holder_waits_for_its_lease() {
    assertThat(
            standbyLeader().settings(DynamicSettings.DEFAULTS).withoutLease().decision().actions())
        .isEmpty();
  }

  @Test
  void in_maintenance_mode_nobody_is_demoted_and_its_leader_keeps_the_key() {
    DynamicSettings paused = Seen.Settings.pausedFollowing(CLUSTER);
    assertThat(Seen.leader().settings(paused).decision().rule()).isEqualTo("leading");
    decides(standbyLeader().settings(paused), "standby-leader", STATUS);
  }
}
