package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.Observation.CopyOf;
import org.junit.jupiter.api.Test;

class DataDirectoryEmptyTest {
  private static void decides(Seen seen, Action... actions) {
    Decisions.decides(seen, "data-directory-empty", actions);
  }

  @Test
  void an_empty_node_copies_the_leader() {
    Decision decision = Seen.replica().emptyData().decision();
    assertThat(decision.rule()).isEqualTo("data-directory-empty");
    assertThat(decision.actions()).singleElement().isInstanceOf(Action.Clone.class);
  }

  @Test
  void a_copy_is_of_who_offers_itself_unless_the_leader_was_asked_for() {
    Seen seen = Seen.replica().offersItself("node3");
    assertThat(copied(seen.wantsCopy(CopyOf.WHOEVER_OFFERS))).isEqualTo("node3");
    assertThat(copied(seen.wantsCopy(CopyOf.LEADER))).isEqualTo("node2");
  }

  private static String copied(Seen seen) {
    Action action = seen.decision().actions().getFirst();
    return ((Action.Clone) action).source().name();
  }

  @Test
  void an_empty_cluster_is_made_by_whom_the_file_allows() {
    Seen seen = Seen.replica().emptyData().noLeader().uninitialized();
    decides(seen);
    decides(
        seen.wants(false, false, true), new Action.CreateInitialize(""), new Action.Bootstrap());
  }

  /** Else the bootstrap fails after its claim, and nobody tries again. */
  @Test
  void nobody_claims_the_bootstrap_before_there_is_a_lease_to_lead_by() {
    Seen seen = Seen.replica().emptyData().noLeader().uninitialized().wants(false, false, true);
    decides(seen.withoutLease());
  }

  @Test
  void nobody_makes_a_cluster_who_must_have_a_watchdog_and_has_none() {
    decides(
        Seen.replica()
            .uninitialized()
            .noLeader()
            .emptyData()
            .wants(false, false, true)
            .watchdogFailed());
  }

  @Test
  void what_a_broken_off_copy_or_rewind_has_left_is_copied_anew() {
    Decision decision = Seen.replica().unfinishedData().decision();
    assertThat(decision.rule()).isEqualTo("data-directory-empty");
    assertThat(decision.actions()).singleElement().isInstanceOf(Action.Clone.class);
  }

  @Test
  void it_is_never_started_whoever_else_is_there() {
    decides(Seen.replica().unfinishedData().noLeader());
    decides(Seen.replica().unfinishedData().noLeader().silent("node2").silent("node3"));
    decides(Seen.leader().unfinishedData(), new Action.ReleaseLeaderKey());
  }

  @Test
  void no_cluster_is_made_of_it() {
    Seen seen = Seen.replica().unfinishedData().noLeader().uninitialized();
    decides(seen.wants(false, false, true));
  }

  @Test
  void in_maintenance_mode_a_node_without_data_says_what_it_has_instead() {
    Seen paused = Seen.replica().settings(Seen.Settings.paused());
    assertThat(paused.emptyData().decision().reason()).isEqualTo("PAUSE: data directory is empty");
    assertThat(paused.unfinishedData().decision().reason()).contains("broken off");
  }
}
