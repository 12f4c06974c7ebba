package dev.ordeal.agent.policy;

import static dev.ordeal.agent.policy.Decisions.decides;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When a primary stops, and when it does not. */
class StoppingPrimaryTest {
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
    decides(
        Seen.leader().leaseRunOut().job(Job.Kind.HAND_OVER),
        "lease-ran-out",
        new Action.Demote(StopMode.FAST, true));
    decides(
        Seen.leader().leaseRunOut().storeUnreachable().job(Job.Kind.HAND_OVER),
        "store-unreachable",
        new Action.Demote(StopMode.FAST, false));
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
}
