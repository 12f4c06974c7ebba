package dev.ordeal.contracts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.cycle.Postgres;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.names.Lsn;
import dev.ordeal.world.Mailbox;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a server begins and ends. */
public interface LifeContract extends ServerStory {
  @Test
  default void a_fast_stop_is_a_clean_one_and_nothing_is_lost() {
    at(place -> {
      Node one = Cluster.primary(place);
      Postgres postgres = one.postgres();
      Cluster.writes(one, 1);
      Lsn end = postgres.look().position().orElseThrow();
      assertThat(postgres.process()).isPresent();
      assertThat(postgres.shutdownCheckpoint()).isEmpty();
      Mailbox<Boolean> ends = place.world().mailbox();
      postgres.whenServerEnds(() -> ends.put(true));
      postgres.stop(StopMode.FAST, LIMIT);
      assertThat(ends.take(LIMIT)).isPresent();
      assertThat(postgres.process()).isEmpty();
      Server down = postgres.look();
      assertThat(down.state()).isEqualTo(ServerState.STOPPED);
      assertThat(down.cleanlyStopped()).isTrue();
      assertThat(down.position()).isEqualTo(postgres.shutdownCheckpoint());
      assertThat(down.position().orElseThrow()).isGreaterThanOrEqualTo(end);
      assertThat(one.write(2, SECOND)).isEqualTo(Commit.REFUSED);
      postgres.stop(StopMode.FAST, LIMIT);
      postgres.startAsPrimary(LIMIT);
      assertThat(one.rows()).containsExactly(1L);
      assertThat(postgres.look().timeline()).contains(1);
    });
  }

  @Test
  default void an_immediate_stop_is_recovered_from() {
    at(place -> {
      Node one = Cluster.primary(place);
      Cluster.writes(one, 1);
      one.postgres().stop(StopMode.IMMEDIATE, LIMIT);
      Server down = one.postgres().look();
      assertThat(down.state()).isEqualTo(ServerState.STOPPED);
      assertThat(down.cleanlyStopped()).isFalse();
      assertThat(one.postgres().shutdownCheckpoint()).isEmpty();
      one.postgres().startAsPrimary(LIMIT);
      assertThat(one.rows()).containsExactly(1L);
      assertThat(one.postgres().look().timeline()).contains(1);
      Cluster.writes(one, 2);
    });
  }

  @Test
  default void a_crash_is_told_and_recovered_from() {
    at(place -> {
      Node one = Cluster.primary(place);
      Cluster.writes(one, 1);
      one.postgres().checkpoint();
      Cluster.writes(one, 2);
      Mailbox<Boolean> ends = place.world().mailbox();
      one.postgres().whenServerEnds(() -> ends.put(true));
      one.kill();
      assertThat(ends.take(LIMIT)).isPresent();
      Server down = one.postgres().look();
      assertThat(down.state()).isEqualTo(ServerState.CRASHED);
      assertThat(down.isDown()).isTrue();
      assertThat(down.cleanlyStopped()).isFalse();
      assertThat(down.timeline()).contains(1);
      assertThat(one.postgres().process()).isEmpty();
      assertThat(one.postgres().shutdownCheckpoint()).isEmpty();
      one.postgres().startAsPrimary(LIMIT);
      assertThat(one.postgres().look().state()).isEqualTo(ServerState.RUNNING);
      assertThat(one.rows()).containsExactly(1L, 2L);
    });
  }

  @Test
  default void a_replica_that_crashes_begins_where_it_was() {
    at(place -> {
      Node one = Cluster.primary(place);
      Node two = place.two();
      Cluster.replica(place, two, one);
      Cluster.writes(one, 1);
      Cluster.catchesUp(place, two, one);
      two.kill();
      Cluster.writes(one, 2);
      assertThat(two.postgres().look().state()).isEqualTo(ServerState.CRASHED);
      assertThat(two.postgres().look().standbySignal()).isTrue();
      two.postgres().startAsReplica(Optional.of(one.upstream()), LIMIT);
      Cluster.catchesUp(place, two, one);
      assertThat(two.rows()).containsExactly(1L, 2L);
    });
  }

  @Test
  default void a_server_that_runs_is_not_started_again() {
    at(place -> {
      Node one = Cluster.primary(place);
      Optional<Long> process = one.postgres().process();
      assertThatThrownBy(() -> one.postgres().startAsPrimary(LIMIT))
          .isInstanceOf(PortFailure.Refused.class);
      assertThatThrownBy(() -> one.postgres().startAsReplica(Optional.empty(), LIMIT))
          .isInstanceOf(PortFailure.Refused.class);
      assertThat(one.postgres().process()).isEqualTo(process);
      assertThat(one.postgres().look().isPrimary()).isTrue();
      assertThat(one.postgres().look().standbySignal()).isFalse();
      Cluster.writes(one, 1);
    });
  }

  @Test
  default void a_start_that_takes_longer_than_its_limit_goes_on() {
    at(place -> {
      Postgres one = place.one().postgres();
      one.configure(place.settings());
      assertThatThrownBy(() -> one.startAsPrimary(Duration.ZERO))
          .isInstanceOf(PortFailure.Unavailable.class);
      assertThat(one.look().isDown()).isFalse();
      assertThat(one.look().isPrimary() || one.look().state() == ServerState.STARTING).isTrue();
      place.until(() -> one.look().isPrimary());
    });
  }

  @Test
  default void an_agent_that_begins_finds_the_server_that_runs() {
    at(place -> {
      Node one = Cluster.primary(place);
      Postgres later = one.anotherAgent();
      assertThat(later.process()).isEqualTo(one.postgres().process());
      assertThat(later.look().isPrimary()).isTrue();
      Mailbox<Boolean> ends = place.world().mailbox();
      later.whenServerEnds(() -> ends.put(true));
      one.kill();
      assertThat(ends.take(LIMIT)).isPresent();
      assertThat(later.look().state()).isEqualTo(ServerState.CRASHED);
      later.configure(place.settings());
      later.startAsPrimary(LIMIT);
      assertThat(later.look().isPrimary()).isTrue();
      later.stop(StopMode.FAST, LIMIT);
      assertThat(later.look().cleanlyStopped()).isTrue();
    });
  }

  @Test
  default void a_new_cluster_is_a_running_primary_with_an_identifier_of_its_own() {
    at(place -> {
      Node blank = place.blank();
      blank.postgres().configure(place.settings());
      blank.postgres().bootstrap();
      Server seen = blank.postgres().look();
      assertThat(seen.isPrimary()).isTrue();
      assertThat(seen.timeline()).contains(1);
      assertThat(seen.systemIdentifier())
          .isPresent()
          .isNotEqualTo(place.one().postgres().look().systemIdentifier());
      blank.createTable();
      Cluster.writes(blank, 1);
    });
  }
}
