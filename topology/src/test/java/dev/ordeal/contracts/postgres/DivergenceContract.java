package dev.ordeal.contracts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.StopMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logs that went different ways. */
public interface DivergenceContract extends ServerStory {
  @Test
  default void a_primary_that_crashed_with_more_than_its_successor_is_rewound() {
    at(place -> {
      Node one = Cluster.primary(place);
      Node two = place.two();
      Cluster.replica(place, two, one);
      Cluster.writes(one, 1);
      Cluster.catchesUp(place, two, one);
      Cluster.stopsStreaming(place, two);
      Cluster.writes(one, 2);
      one.kill();
      assertThat(one.postgres().hasDiverged(two.upstream())).contains(false);
      two.postgres().promote(2);
      Cluster.writes(two, 3);
      assertThat(one.postgres().hasDiverged(two.upstream())).contains(true);
      one.postgres().rewind(two.upstream());
      Server rewound = one.postgres().look();
      assertThat(rewound.isDown()).isTrue();
      assertThat(rewound.timeline()).contains(2);
      one.postgres().startAsReplica(Optional.of(two.upstream()), LIMIT);
      Cluster.catchesUp(place, one, two);
      assertThat(one.rows()).containsExactly(1L, 3L);
      assertThat(one.postgres().hasDiverged(two.upstream())).contains(false);
    });
  }

  @Test
  default void a_primary_that_was_stopped_with_more_than_its_successor_has_diverged() {
    at(place -> {
      Node one = Cluster.primary(place);
      Node two = place.two();
      Cluster.replica(place, two, one);
      Cluster.stopsStreaming(place, two);
      Cluster.writes(one, 1);
      one.postgres().stop(StopMode.FAST, LIMIT);
      two.postgres().promote(2);
      assertThat(one.postgres().hasDiverged(two.upstream())).contains(true);
      one.postgres().rewind(two.upstream());
      one.postgres().startAsReplica(Optional.of(two.upstream()), LIMIT);
      Cluster.catchesUp(place, one, two);
      assertThat(one.rows()).isEmpty();
    });
  }

  @Test
  default void a_replica_that_is_ahead_of_the_new_primary_has_diverged() {
    at(place -> {
      Node one = Cluster.primaryAheadOfTwo(place);
      Node two = place.two();
      Node three = place.three();
      one.kill();
      two.postgres().promote(2);
      assertThat(three.postgres().look().isReplica()).isTrue();
      assertThat(three.postgres().hasDiverged(two.upstream())).contains(true);
      three.postgres().stop(StopMode.FAST, LIMIT);
      assertThat(three.postgres().hasDiverged(two.upstream())).contains(true);
    });
  }

  /**
   * A server takes the newest timeline that it knows of, and refuses where it has passed its fork.
   */
  @Test
  default void a_replica_that_has_heard_of_a_timeline_which_left_its_own_too_early_starts_again() {
    at(place -> {
      Node one = Cluster.primaryAheadOfTwo(place);
      Node two = place.two();
      Node three = place.three();
      one.kill();
      two.postgres().promote(2);
      three.postgres().follow(Optional.of(two.upstream()));
      place.until(() -> three.hasHeardOf(2));
      three.postgres().stop(StopMode.FAST, LIMIT);
      two.kill();
      one.postgres().startAsPrimary(LIMIT);
      assertThat(three.postgres().hasDiverged(one.upstream())).contains(false);
      three.postgres().startAsReplica(Optional.of(one.upstream()), LIMIT);
      Cluster.catchesUp(place, three, one);
      assertThat(three.rows()).containsExactly(1L);
    });
  }

  @Test
  default void a_replica_whose_source_has_removed_what_it_needs_next_is_left_behind() {
    at(place -> {
      Node one = Cluster.primary(place);
      Node two = place.two();
      Cluster.replica(place, two, one);
      Cluster.stopsStreaming(place, two);
      Cluster.writes(one, 1);
      assertThat(two.postgres().isLeftBehind(one.upstream())).contains(false);
      boolean removed = one.removesOldLog();
      Cluster.writes(one, 2);
      assertThat(two.postgres().hasDiverged(one.upstream())).contains(false);
      assertThat(two.postgres().isLeftBehind(one.upstream())).contains(removed);
      one.kill();
      assertThat(two.postgres().isLeftBehind(one.upstream())).isNotEqualTo(Optional.of(true));
    });
  }

  @Test
  default void nobody_is_rewound_to_a_replica_or_to_a_server_that_is_down() {
    at(place -> {
      Node one = Cluster.primary(place);
      Node two = place.two();
      Cluster.replica(place, two, one);
      assertThatThrownBy(() -> place.three().postgres().rewind(two.upstream()))
          .isInstanceOf(PortFailure.Refused.class);
      one.postgres().stop(StopMode.FAST, LIMIT);
      assertThatThrownBy(() -> place.three().postgres().rewind(one.upstream()))
          .isInstanceOf(PortFailure.Refused.class);
      assertThat(place.three().postgres().hasDiverged(one.upstream())).isEmpty();
      assertThat(place.three().postgres().look().cleanlyStopped()).isTrue();
    });
  }
}
