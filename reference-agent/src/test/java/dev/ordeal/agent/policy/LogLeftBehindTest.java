package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogLeftBehindTest {
  @Test
  void a_replica_that_lacks_log_which_its_leader_has_no_more_is_copied_anew() {
    Decision decision = Seen.replica().leftBehind().decision();
    assertThat(decision.rule()).isEqualTo("log-left-behind");
    assertThat(decision.actions())
        .singleElement()
        .isInstanceOfSatisfying(
            Action.Clone.class, copy -> assertThat(copy.source().name()).isEqualTo("node2"));
  }

  @Test
  void where_an_archive_may_have_it_the_server_goes_on_looking_there() {
    Seen seen = Seen.replica().settings(Seen.Settings.archive()).leftBehind();
    assertThat(seen.decision().rule()).isEqualTo("following");
  }

  @Test
  void in_maintenance_mode_nobody_copies() {
    Seen seen = Seen.replica().settings(Seen.Settings.paused()).leftBehind();
    assertThat(seen.decision().actions()).isEmpty();
  }
}
