package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeavingTest {
  private static final Duration PATIENCE = Leaving.patience(DynamicSettings.DEFAULTS);

  /** node1, for whom the commits of node2 wait. */
  private static Seen synchronousStandby() {
    return Seen.replica().mode(SynchronousMode.ON, false, 1).sync("node2", Set.of("node1"), 0);
  }

  private static boolean restartsNow(Seen seen) {
    Decision decision = seen.wants(true, false, false).decision();
    assertThat(decision.rule()).isEqualTo("restart-wanted");
    return !decision.isNothing();
  }

  @Test
  void a_synchronous_standby_waits_to_be_released() {
    assertThat(restartsNow(synchronousStandby())).isFalse();
    assertThat(restartsNow(synchronousStandby().sync("node2", Set.of("node3"), 0))).isTrue();
  }

  @Test
  void a_voter_of_a_quorum_waits_too() {
    Seen voter =
        Seen.replica()
            .mode(SynchronousMode.QUORUM, false, 1)
            .sync("node2", Set.of("node1", "node3"), 1);
    assertThat(restartsNow(voter)).isFalse();
  }

  @Test
  void it_waits_for_two_times_loop_wait_and_no_longer() {
    assertThat(restartsNow(synchronousStandby().leavingFor(PATIENCE.minusMillis(1)))).isFalse();
    assertThat(restartsNow(synchronousStandby().leavingFor(PATIENCE))).isTrue();
  }

  @Test
  void nobody_waits_for_a_leader_that_is_not_there() {
    assertThat(restartsNow(synchronousStandby().noLeader())).isTrue();
  }

  @Test
  void a_leader_does_not_wait_for_itself() {
    Seen leader =
        Seen.leader().mode(SynchronousMode.ON, false, 1).sync("node1", Set.of("node2"), 0);
    assertThat(restartsNow(leader)).isTrue();
  }

  @Test
  void without_synchronous_mode_there_is_nothing_to_wait_for() {
    assertThat(restartsNow(Seen.replica().sync("node2", Set.of("node1"), 0))).isTrue();
  }

  @Test
  void who_leaves_publishes_nosync_until_its_server_is_back() {
    Map<String, Object> leaving = Map.of("nosync", true);
    assertThat(tags(synchronousStandby().wants(true, false, false))).isEqualTo(leaving);
    assertThat(tags(synchronousStandby().job(Job.Kind.RESTART))).isEqualTo(leaving);
    assertThat(tags(synchronousStandby().wantsToStop())).isEqualTo(leaving);
    assertThat(tags(synchronousStandby())).isEmpty();
    assertThat(tags(synchronousStandby().job(Job.Kind.REJOIN))).isEmpty();
    assertThat(tags(Seen.leader().wants(true, false, false))).isEmpty();
  }

  @Test
  void a_priority_of_its_own_is_published_as_none() {
    Map<String, Object> own = Map.of("sync_priority", 3, "zone", "a");
    assertThat(tags(synchronousStandby().tagged(own).wantsToStop()))
        .isEqualTo(Map.of("sync_priority", 0, "nosync", true, "zone", "a"));
  }

  @Test
  void since_when_it_leaves_is_remembered_until_it_has_left() {
    Seen leaving = synchronousStandby().wantsToStop();
    assertThat(Remembering.after(leaving.now()).leavingSince()).contains(Seen.NOW);
    Seen still = leaving.leavingFor(Duration.ofSeconds(3));
    assertThat(Remembering.after(still.now()).leavingSince())
        .contains(Seen.NOW.minus(Duration.ofSeconds(3)));
    Seen stays = synchronousStandby().leavingFor(Duration.ofSeconds(3));
    assertThat(Remembering.after(stays.now()).leavingSince()).isEmpty();
  }

  private static Map<String, Object> tags(Seen seen) {
    return Leaving.tags(seen.now());
  }
}
