package dev.ordeal.contracts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.names.Lsn;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.TaskGroup;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A replica that becomes a primary. */
public interface PromotionContract extends ServerStory {
  @Test
  default void a_promoted_replica_takes_writes_on_a_new_timeline_whose_history_it_tells() {
    at(place -> {
      Node one = Cluster.primary(place);
      Node two = place.two();
      Cluster.replica(place, two, one);
      Cluster.writes(one, 1);
      Cluster.catchesUp(place, two, one);
      one.postgres().stop(StopMode.IMMEDIATE, LIMIT);
      Lsn end = two.postgres().look().replayed().orElseThrow();
      two.postgres().promote(2);
      Cluster.writes(two, 2);
      assertThat(two.rows()).containsExactly(1L, 2L);
      Server seen = two.postgres().look();
      assertThat(seen.isPrimary()).isTrue();
      assertThat(seen.timeline()).contains(2);
      assertThat(seen.standbySignal()).isFalse();
      assertThat(seen.upstream()).isEmpty();
      assertThat(seen.streaming()).isFalse();
      List<HistoryLine> history = two.postgres().timelineHistory();
      assertThat(history).hasSize(1);
      assertThat(history.getFirst().timeline()).isEqualTo(1);
      assertThat(history.getFirst().at()).isEqualTo(end);
      assertThat(history.getFirst().reason()).isEqualTo("no recovery target specified");
    });
  }

  @Test
  default void a_promotion_takes_the_number_that_it_is_given() {
    at(place -> {
      Node two = Cluster.replicaLeftAlone(place);
      two.postgres().promote(5);
      assertThat(two.postgres().look().timeline()).contains(5);
      assertThat(two.postgres().timelineHistory())
          .extracting(HistoryLine::timeline)
          .containsExactly(1);
      Node three = place.three();
      Cluster.replica(place, three, two);
      assertThat(three.postgres().look().timeline()).contains(5);
    });
  }

  @Test
  default void a_crash_right_after_a_promotion_takes_nothing_back() {
    at(place -> {
      Node two = Cluster.replicaLeftAlone(place);
      two.postgres().promote(2);
      Cluster.writes(two, 1);
      two.kill();
      assertThat(two.postgres().look().timeline()).contains(2);
      assertThat(two.postgres().look().standbySignal()).isFalse();
      two.postgres().startAsPrimary(LIMIT);
      assertThat(two.postgres().look().timeline()).contains(2);
      assertThat(two.rows()).containsExactly(1L);
    });
  }

  @Test
  default void a_promotion_that_a_crash_undoes_ends_and_can_be_asked_for_again() {
    at(place -> {
      Node two = Cluster.replicaLeftAlone(place);
      TaskGroup agent = place.world().group("agent");
      Mailbox<Boolean> unavailable = place.world().mailbox();
      two.amidPromotion(
          agent,
          () ->
              unavailable.put(
                  catchThrowable(() -> two.postgres().promote(2))
                      instanceof PortFailure.Unavailable));
      agent.freeze();
      two.crash();
      place.until(() -> two.postgres().status().isPresent());
      // Another task of the agent meets the session that has ended, and the next one opens it anew.
      two.postgres().isLeftBehind(place.one().upstream());
      two.postgres().isLeftBehind(place.one().upstream());
      agent.thaw();
      assertThat(unavailable.take(LIMIT)).contains(true);
      assertThat(two.postgres().look().isPrimary()).isFalse();
      two.postgres().promote(2);
      Cluster.writes(two, 1);
      assertThat(two.postgres().look().timeline()).contains(2);
    });
  }

  @Test
  default void others_follow_the_new_primary_onto_its_timeline() {
    at(place -> {
      Node one = Cluster.primary(place);
      Node two = place.two();
      Node three = place.three();
      Cluster.replica(place, two, one);
      Cluster.replica(place, three, one);
      Cluster.writes(one, 1);
      Cluster.catchesUp(place, two, one);
      Cluster.catchesUp(place, three, one);
      one.postgres().stop(StopMode.FAST, LIMIT);
      Lsn clean = one.postgres().shutdownCheckpoint().orElseThrow();
      place.until(
          () -> two.postgres().look().replayed().filter(at -> at.compareTo(clean) > 0).isPresent());
      two.postgres().promote(2);
      three.postgres().follow(Optional.of(two.upstream()));
      Cluster.writes(two, 2);
      Cluster.catchesUp(place, three, two);
      assertThat(three.rows()).containsExactly(1L, 2L);
      assertThat(three.postgres().look().timeline()).contains(2);

      assertThat(one.postgres().hasDiverged(two.upstream())).contains(false);
      one.postgres().startAsReplica(Optional.of(two.upstream()), LIMIT);
      Cluster.catchesUp(place, one, two);
      assertThat(one.rows()).containsExactly(1L, 2L);
      assertThat(one.postgres().look().timeline()).contains(2);
    });
  }
}
