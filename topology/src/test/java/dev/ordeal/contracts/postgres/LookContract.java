package dev.ordeal.contracts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.cycle.Postgres;
import dev.ordeal.agent.cycle.ServerStatus;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.names.Lsn;
import dev.ordeal.names.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an agent sees of its server. */
public interface LookContract extends ServerStory {
  @Test
  default void a_node_without_data_has_nothing_to_show_and_starts_nothing() {
    at(place -> {
      Postgres blank = place.blank().postgres();
      Server seen = blank.look();
      assertThat(seen.state()).isEqualTo(ServerState.STOPPED);
      assertThat(seen.dataDirectory()).isEqualTo(Server.DataDirectory.EMPTY);
      assertThat(seen.role()).isEmpty();
      assertThat(seen.timeline()).isEmpty();
      assertThat(seen.position()).isEmpty();
      assertThat(seen.systemIdentifier()).isEmpty();
      assertThat(seen.cleanlyStopped()).isFalse();
      assertThat(blank.status()).isEmpty();
      assertThat(blank.process()).isEmpty();
      assertThat(blank.shutdownCheckpoint()).isEmpty();
      assertThat(blank.hasDiverged(place.one().upstream())).isEmpty();
      assertThat(blank.keptConfiguration()).isEmpty();
      assertThat(blank.keepConfiguration(Map.of("ttl", 20))).isFalse();
      assertThatThrownBy(() -> blank.startAsPrimary(LIMIT)).isInstanceOf(PortFailure.Refused.class);
      assertThat(blank.look().isDown()).isTrue();
      assertThatThrownBy(() -> blank.startAsReplica(Optional.empty(), LIMIT))
          .isInstanceOf(PortFailure.Refused.class);
      assertThat(blank.look().isDown()).isTrue();
      assertThat(blank.look().dataDirectory()).isEqualTo(Server.DataDirectory.EMPTY);
    });
  }

  @Test
  default void a_server_that_is_down_tells_what_its_control_file_says() {
    at(place -> {
      Postgres one = place.one().postgres();
      Server seen = one.look();
      assertThat(seen.state()).isEqualTo(ServerState.STOPPED);
      assertThat(seen.dataDirectory()).isEqualTo(Server.DataDirectory.VALID);
      assertThat(seen.cleanlyStopped()).isTrue();
      assertThat(seen.role()).isEmpty();
      assertThat(seen.timeline()).contains(1);
      assertThat(seen.position()).isEqualTo(one.shutdownCheckpoint()).isPresent();
      assertThat(seen.systemIdentifier())
          .isEqualTo(place.two().postgres().look().systemIdentifier())
          .isPresent();
      assertThat(one.status()).isEmpty();
      assertThat(one.process()).isEmpty();
      assertThat(one.pendingRestart()).isEmpty();
      assertThatThrownBy(one::checkpoint).isInstanceOf(PortFailure.Unavailable.class);
      assertThatThrownBy(one::timelineHistory).isInstanceOf(PortFailure.Unavailable.class);
      assertThatThrownBy(() -> one.promote(2)).isInstanceOf(PortFailure.Unavailable.class);
    });
  }

  @Test
  default void a_primary_tells_its_role_and_how_far_its_log_is() {
    at(place -> {
      Node one = Cluster.primary(place);
      Server before = one.postgres().look();
      assertThat(before.isPrimary()).isTrue();
      assertThat(before.state()).isEqualTo(ServerState.RUNNING);
      assertThat(before.timeline()).contains(1);
      assertThat(before.received()).isEmpty();
      assertThat(before.replayed()).isEmpty();
      assertThat(before.upstream()).isEmpty();
      assertThat(before.streaming()).isFalse();
      assertThat(before.standbys()).isEmpty();
      assertThat(before.synchronousNames()).isEmpty();
      assertThat(before.cleanlyStopped()).isFalse();
      assertThat(before.standbySignal()).isFalse();
      assertThat(before.systemIdentifier())
          .isEqualTo(place.two().postgres().look().systemIdentifier());
      Cluster.writes(one, 1);
      Lsn after = one.postgres().look().position().orElseThrow();
      assertThat(after).isGreaterThan(before.position().orElseThrow());
      assertThat(one.postgres().timelineHistory()).isEmpty();
      assertThat(one.postgres().replayWaitsForRestart()).isFalse();

      ServerStatus status = one.postgres().status().orElseThrow();
      assertThat(status.role()).isEqualTo(Role.PRIMARY);
      assertThat(status.timeline()).isEqualTo(1);
      assertThat(status.serverVersion()).isBetween(170_000, 179_999);
      assertThat(status.location().orElseThrow()).isGreaterThanOrEqualTo(after);
      assertThat(status.received()).isEmpty();
      assertThat(status.replayed()).isEmpty();
      assertThat(status.replayPaused()).isFalse();
      assertThat(status.replicationState()).isEmpty();
      assertThat(status.replication()).isEmpty();
    });
  }

  @Test
  default void a_replica_and_its_primary_tell_of_each_other() {
    at(place -> {
      Node one = Cluster.primary(place);
      Node two = place.two();
      Cluster.replica(place, two, one);
      Cluster.writes(one, 1);
      Cluster.catchesUp(place, two, one);
      Lsn end = one.postgres().look().position().orElseThrow();

      Server replica = two.postgres().look();
      assertThat(replica.isReplica()).isTrue();
      assertThat(replica.timeline()).contains(1);
      assertThat(replica.received().orElseThrow()).isGreaterThanOrEqualTo(end);
      assertThat(replica.replayed().orElseThrow()).isGreaterThanOrEqualTo(end);
      assertThat(replica.position()).isEqualTo(replica.received());
      assertThat(replica.upstream()).contains(one.upstream());
      assertThat(replica.standbySignal()).isTrue();
      assertThat(replica.cleanlyStopped()).isFalse();
      assertThat(two.rows()).containsExactly(1L);
      assertThat(two.write(2, LIMIT)).isEqualTo(Commit.REFUSED);
      assertThat(two.postgres().shutdownCheckpoint()).isEmpty();

      place.until(() -> {
        List<Server.Standby> standbys = one.postgres().look().standbys();
        return standbys.size() == 1 && standbys.getFirst().replayed().compareTo(end) >= 0;
      });
      Server.Standby standby = one.postgres().look().standbys().getFirst();
      assertThat(standby.name()).isEqualTo("two");
      assertThat(standby.isStreaming()).isTrue();
      assertThat(standby.syncState()).isEqualTo("async");
      assertThat(standby.written()).isGreaterThanOrEqualTo(end);
      assertThat(standby.flushed()).isGreaterThanOrEqualTo(end);

      ServerStatus told = two.postgres().status().orElseThrow();
      assertThat(told.role()).isEqualTo(Role.REPLICA);
      assertThat(told.location()).isEmpty();
      assertThat(told.received().orElseThrow()).isGreaterThanOrEqualTo(end);
      assertThat(told.replayed().orElseThrow()).isGreaterThanOrEqualTo(end);
      assertThat(told.latestEnd().orElseThrow()).isGreaterThanOrEqualTo(end);
      assertThat(told.replicationState()).contains("streaming");
      ServerStatus.Replica line = one.postgres().status().orElseThrow().replication().getFirst();
      assertThat(line.user()).isEqualTo("replicator");
      assertThat(line.applicationName()).isEqualTo("two");
      assertThat(line.state()).isEqualTo("streaming");
      assertThat(line.syncState()).isEqualTo("async");
      assertThat(line.syncPriority()).isZero();

      two.postgres().stop(StopMode.FAST, LIMIT);
      Server stopped = two.postgres().look();
      assertThat(stopped.state()).isEqualTo(ServerState.STOPPED);
      assertThat(stopped.cleanlyStopped()).isTrue();
      assertThat(stopped.standbySignal()).isTrue();
      assertThat(stopped.position().orElseThrow()).isGreaterThanOrEqualTo(end);
      assertThat(two.postgres().shutdownCheckpoint()).isEmpty();
      place.until(() -> one.postgres().look().standbys().isEmpty());
    });
  }

  @Test
  default void a_server_that_hangs_keeps_the_role_that_it_had_and_can_be_stopped() {
    at(place -> {
      Node one = Cluster.primary(place);
      Server before = one.postgres().look();
      one.freeze();
      Server seen = one.postgres().look();
      assertThat(seen.isPrimary()).isTrue();
      assertThat(seen.position()).isEqualTo(before.position());
      assertThat(one.postgres().process()).isPresent();
      var begin = place.world().monotonic();
      one.postgres().stop(StopMode.FAST, SECOND);
      assertThat(place.world().monotonic().since(begin)).isBetween(SECOND, SECOND.multipliedBy(4));
      assertThat(one.postgres().process()).isEmpty();
      assertThat(one.postgres().look().state()).isEqualTo(ServerState.STOPPED);
      assertThat(one.postgres().look().cleanlyStopped()).isFalse();
    });
  }
}
