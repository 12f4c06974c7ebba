package dev.ordeal.contracts.dcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.world.Moment;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Leases: how long they hold, and what ends with them. */
public interface LeaseContract extends StoreStory {
  /** Beyond its time to live: run-out leases are looked for twice a second. */
  Duration EXPIRY = Duration.ofSeconds(3);

  @Test
  default void a_lease_that_is_renewed_holds_and_one_that_is_not_takes_its_keys_along() {
    at(place -> {
      Dcs dcs = place.dcs();
      long lease = dcs.grantLease(TIME_TO_LIVE);
      dcs.takeLeaderKey("node1", lease, TimelineClaim.NONE);
      dcs.writeMember("node1", Map.of("state", "running"), lease);
      Moment renewed = place.world().monotonic();
      for (int i = 0; i < 5; i++) {
        place.world().sleep(TIME_TO_LIVE.dividedBy(4));
        renewed = place.world().monotonic();
        assertThat(dcs.renewLease(lease)).isTrue();
      }
      StoreView held = place.another().read();
      assertThat(held.isLeader("node1")).isTrue();
      assertThat(held.member("node1")).isPresent();
      place.until(TIME_TO_LIVE.plus(EXPIRY), () -> place.another().read().leader().isEmpty());
      assertThat(place.world().monotonic().since(renewed)).isGreaterThan(TIME_TO_LIVE);
      assertThat(place.another().read().members()).isEmpty();
    });
  }

  @Test
  default void a_lease_that_has_run_out_is_neither_renewed_nor_written_under() {
    at(place -> {
      Dcs dcs = place.dcs();
      long lease = dcs.grantLease(Duration.ofSeconds(1));
      dcs.takeLeaderKey("node1", lease, TimelineClaim.NONE);
      place.until(EXPIRY.plusSeconds(1), () -> dcs.read().leader().isEmpty());
      assertThat(dcs.renewLease(lease)).isFalse();
      assertThatThrownBy(() -> dcs.writeMember("node1", Map.of("state", "running"), lease))
          .isInstanceOf(PortFailure.Refused.class);
      assertThatThrownBy(() -> dcs.takeLeaderKey("node1", lease, TimelineClaim.NONE))
          .isInstanceOf(PortFailure.Refused.class);
      assertThat(dcs.read().leader()).isEmpty();
      assertThat(dcs.read().members()).isEmpty();
      place
          .another()
          .takeLeaderKey("node2", place.another().grantLease(TIME_TO_LIVE), TimelineClaim.NONE);
      assertThat(dcs.takeLeaderKey("node1", lease, TimelineClaim.NONE)).isFalse();
      assertThat(dcs.moveLeaderKey("node1", lease)).isFalse();
    });
  }

  @Test
  default void a_lease_is_not_shorter_than_asked_for_and_the_store_has_a_least_one() {
    at(place -> {
      Dcs dcs = place.dcs();
      Moment begin = place.world().monotonic();
      dcs.writeMember("least", Map.of(), dcs.grantLease(Duration.ofMillis(1)));
      dcs.writeMember("odd", Map.of(), dcs.grantLease(Duration.ofMillis(1_100)));
      place.until(EXPIRY.plusSeconds(1), () -> place.dcs().read().member("least").isEmpty());
      // Half an election of 500 ms more than one, in whole seconds.
      assertThat(place.world().monotonic().since(begin)).isGreaterThan(Duration.ofSeconds(1));
      place.until(EXPIRY.plusSeconds(1), () -> place.dcs().read().member("odd").isEmpty());
      assertThat(place.world().monotonic().since(begin)).isGreaterThan(Duration.ofMillis(1_100));
    });
  }

  @Test
  default void what_a_lease_has_left_is_told_in_whole_seconds_and_asking_renews_nothing() {
    at(place -> {
      Dcs dcs = place.dcs();
      Dcs another = place.another();
      long lease = dcs.grantLease(Duration.ofSeconds(4));
      dcs.takeLeaderKey("node1", lease, TimelineClaim.NONE);
      assertThat(another.leaseLeft(lease).orElseThrow())
          .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
      place.world().sleep(Duration.ofMillis(1_500));
      assertThat(another.leaseLeft(lease).orElseThrow())
          .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
      dcs.renewLease(lease);
      assertThat(another.leaseLeft(lease).orElseThrow())
          .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
      place.until(EXPIRY.plusSeconds(4), () -> another.leaseLeft(lease).isEmpty());
      place.until(EXPIRY, () -> dcs.read().leader().isEmpty());
      assertThat(dcs.leaseLeft(lease + 1)).as("a lease that never was").isEmpty();
    });
  }

  @Test
  default void a_key_that_is_moved_to_another_lease_outlives_the_first_one() {
    at(place -> {
      Dcs dcs = place.dcs();
      long first = dcs.grantLease(Duration.ofSeconds(1));
      dcs.takeLeaderKey("node1", first, TimelineClaim.NONE);
      dcs.writeMember("node1", Map.of("state", "starting"), first);
      dcs.writeMember("node2", Map.of("state", "running"), first);
      long second = dcs.grantLease(TIME_TO_LIVE.multipliedBy(5));
      assertThat(dcs.moveLeaderKey("node2", second)).isFalse();
      assertThat(dcs.read().leader().orElseThrow().lease()).isEqualTo(first);
      assertThat(dcs.moveLeaderKey("node1", second)).isTrue();
      dcs.writeMember("node1", Map.of("state", "running"), second);
      place.until(EXPIRY.plusSeconds(1), () -> dcs.read().member("node2").isEmpty());
      assertThat(dcs.read().leader().orElseThrow().lease()).isEqualTo(second);
      assertThat(dcs.read().member("node1").orElseThrow().isRunning()).isTrue();
    });
  }

  @Test
  default void a_new_leader_of_the_store_gives_every_lease_its_full_time_anew() {
    at(place -> {
      Dcs dcs = place.dcs();
      dcs.takeLeaderKey("node1", dcs.grantLease(TIME_TO_LIVE), TimelineClaim.NONE);
      place.world().sleep(TIME_TO_LIVE.dividedBy(2));
      Moment killed = place.world().monotonic();
      place.kill(place.leader());
      place.until(Duration.ofSeconds(12), () -> place.another().read().leader().isEmpty());
      assertThat(place.world().monotonic().since(killed)).isGreaterThan(TIME_TO_LIVE);
    });
  }
}
