package dev.ordeal.agent.policy;

import static dev.ordeal.agent.policy.Decisions.decides;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes of a wish for another leader. */
class SwitchoversTest {
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
}
