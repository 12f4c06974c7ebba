package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CyclePaceTest {
  private static final Duration LOOP_WAIT = DynamicSettings.DEFAULTS.loopWait();

  private static Duration sleep(Seen seen, Duration demoteIn, boolean jobUnderWay) {
    Moment demote = Seen.NOW.plus(demoteIn);
    LeaseView lease = new LeaseView(Optional.of(Seen.LEASE), demote, demote.plus(demoteIn));
    return CyclePace.due(seen.now(), lease, jobUnderWay).since(Seen.NOW);
  }

  private static Duration sleep(Seen seen, Duration demoteIn) {
    return sleep(seen, demoteIn, false);
  }

  private static Duration sleep(Seen seen) {
    return sleep(seen, LOOP_WAIT.multipliedBy(2));
  }

  @Test
  void a_replica_whose_leader_is_known_sleeps_as_long_as_is_configured() {
    assertThat(sleep(Seen.replica())).isEqualTo(LOOP_WAIT);
  }

  @Test
  void a_replica_whose_leader_misses_its_renewals_looks_often() {
    assertThat(sleep(Seen.replica().leaseLeft(Duration.ofSeconds(20)))).isEqualTo(LOOP_WAIT);
    assertThat(sleep(Seen.replica().leaseLeft(Duration.ofSeconds(19))))
        .isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void a_replica_looks_when_whoever_led_can_go_on_no_longer() {
    Seen led = Seen.replica().later(Duration.ofMillis(-2_950)).leaseLeft(Duration.ofSeconds(2));
    Memory before = Remembering.after(led.now());
    assertThat(sleep(Seen.replica().remembers(before).noLeader().without("node2")))
        .isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void a_leader_looks_every_second() {
    assertThat(sleep(Seen.leader())).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void without_store_or_leader_it_looks_sooner_and_for_want_of_both_by_the_shorter_time() {
    assertThat(sleep(Seen.replica().storeUnreachable())).isEqualTo(Duration.ofMillis(300));
    assertThat(sleep(Seen.replica().noLeader())).isEqualTo(Duration.ofMillis(200));
    assertThat(sleep(Seen.replica().noLeader().storeUnreachable()))
        .isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void a_primary_does_not_sleep_through_the_moment_in_which_it_must_stop() {
    Duration demoteIn = Duration.ofMillis(400);
    assertThat(sleep(Seen.leader(), demoteIn)).isEqualTo(demoteIn.plusMillis(5));
    assertThat(sleep(Seen.leader().replicaServer(), demoteIn)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void what_a_job_has_done_by_its_end_is_looked_at_soon() {
    Duration far = LOOP_WAIT.multipliedBy(2);
    assertThat(sleep(Seen.replica().job(Job.Kind.PROMOTE), far, true)).isEqualTo(LOOP_WAIT);
    assertThat(sleep(Seen.replica().job(Job.Kind.PROMOTE), far, false))
        .isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void once_that_moment_has_passed_nothing_is_left_to_wake_for() {
    assertThat(sleep(Seen.leader(), Duration.ofMillis(-6))).isEqualTo(Duration.ofSeconds(1));
  }
}
