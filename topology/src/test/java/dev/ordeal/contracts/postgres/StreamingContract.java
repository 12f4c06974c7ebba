package dev.ordeal.contracts.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.agent.cycle.PortFailure;
import dev.ordeal.agent.policy.Member;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.ServerState;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.names.Lsn;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Replicas: whom they stream from, and where their data come from. */
public interface StreamingContract extends ServerStory {
  @Test
  default void a_replica_gets_what_it_missed() {
    at(place -> {
      Node one = Cluster.primary(place);
      Node two = place.two();
      Cluster.replica(place, two, one);
      two.postgres().stop(StopMode.FAST, LIMIT);
      Cluster.writes(one, 1);
      Cluster.writes(one, 2);
      two.postgres().startAsReplica(Optional.of(one.upstream()), LIMIT);
      Cluster.catchesUp(place, two, one);
      assertThat(two.rows()).containsExactly(1L, 2L);
    });
  }

  @Test
  default void a_replica_streams_from_whom_it_is_told_to() {
    at(place -> {
      Node one = Cluster.primary(place);
      Node two = place.two();
      Node three = place.three();
      Cluster.replica(place, two, one);
      three.postgres().configure(place.settings());
      three.postgres().startAsReplica(Optional.empty(), LIMIT);
      assertThat(three.postgres().look().isReplica()).isTrue();
      assertThat(three.postgres().look().streaming()).isFalse();
      assertThat(three.postgres().look().upstream()).isEmpty();
      three.postgres().follow(Optional.of(one.upstream()));
      Cluster.catchesUp(place, three, one);
      three.postgres().follow(Optional.of(two.upstream()));
      assertThat(three.postgres().look().upstream()).contains(two.upstream());
      place.until(() ->
          two.postgres().look().standbys().stream()
              .anyMatch(each -> each.name().equals("three") && each.isStreaming()));
      Cluster.writes(one, 1);
      Cluster.catchesUp(place, three, one);
      assertThat(one.postgres().look().standbys())
          .extracting(Server.Standby::name)
          .containsExactly("two");
      assertThat(three.postgres().removeFragments()).isEmpty();
      assertThat(three.postgres().look().streaming()).isTrue();
      Cluster.stopsStreaming(place, three);
      Cluster.writes(one, 2);
      Cluster.catchesUp(place, two, one);
      assertThat(three.rows()).containsExactly(1L);
      assertThat(three.postgres().look().isReplica()).isTrue();
    });
  }

  @Test
  default void a_fast_stop_of_a_primary_leaves_nothing_unsent() {
    at(place -> {
      Node one = Cluster.primary(place);
      Node two = place.two();
      Cluster.replica(place, two, one);
      for (int i = 1; i <= 20; i++) {
        Cluster.writes(one, i);
      }
      one.postgres().stop(StopMode.FAST, LIMIT);
      Lsn end = one.postgres().shutdownCheckpoint().orElseThrow();
      assertThat(two.postgres().look().received().orElseThrow()).isGreaterThan(end);
      place.until(() -> two.rows().size() == 20);
      assertThat(two.postgres().hasDiverged(one.upstream())).isEmpty();
    });
  }

  @Test
  default void a_copy_becomes_a_replica_of_whom_it_was_copied_from() {
    at(place -> {
      Node one = Cluster.primary(place);
      Cluster.writes(one, 1);
      Node blank = place.blank();
      blank.postgres().configure(place.settings());
      assertThatThrownBy(() -> blank.postgres().copyFrom(place.two().member()))
          .isInstanceOf(PortFailure.Refused.class);
      assertThat(blank.postgres().look().dataDirectory()).isEqualTo(Server.DataDirectory.EMPTY);
      assertThat(blank.postgres().look().state()).isEqualTo(ServerState.STOPPED);
      blank.postgres().copyFrom(one.member());
      Server copied = blank.postgres().look();
      assertThat(copied.state()).isEqualTo(ServerState.STOPPED);
      assertThat(copied.dataDirectory()).isEqualTo(Server.DataDirectory.VALID);
      assertThat(copied.systemIdentifier()).isEqualTo(one.postgres().look().systemIdentifier());
      Cluster.writes(one, 2);
      blank.postgres().startAsReplica(Optional.of(one.upstream()), LIMIT);
      Cluster.catchesUp(place, blank, one);
      assertThat(blank.rows()).containsExactly(1L, 2L);
    });
  }

  @Test
  default void slots_are_kept_for_members_and_for_nobody_else() {
    at(place -> {
      Node one = Cluster.primary(place);
      Node two = place.two();
      StoreView both = members(one.member(), two.member(), place.three().member());
      StoreView withoutTwo = members(one.member(), place.three().member());
      two.postgres().configure(place.settings());
      two.postgres().startAsReplica(Optional.of(one.upstream(two)), LIMIT);
      place.world().sleep(SECOND);
      assertThat(two.postgres().look().streaming()).as("without a slot").isFalse();
      one.postgres().keepSlots(both, true, Set.of());
      Cluster.catchesUp(place, two, one);
      one.postgres().keepSlots(withoutTwo, true, Set.of());
      Cluster.writes(one, 1);
      Cluster.catchesUp(place, two, one);
      Cluster.stopsStreaming(place, two);
      place.until(() -> one.postgres().look().standbys().isEmpty());
      one.postgres().keepSlots(withoutTwo, true, Set.of());
      two.postgres().follow(Optional.of(one.upstream(two)));
      place.world().sleep(SECOND);
      assertThat(two.postgres().look().streaming()).as("by a slot that was dropped").isFalse();
    });
  }

  private static StoreView members(Member... members) {
    var byName = new TreeMap<String, Member>();
    for (Member member : members) {
      byName.put(member.name(), member);
    }
    StoreView empty = StoreView.EMPTY;
    return new StoreView(
        empty.leader(),
        byName,
        empty.configuration(),
        empty.configurationRevision(),
        empty.initialize(),
        empty.failover(),
        empty.history(),
        empty.timelineClaim(),
        empty.status(),
        empty.sync(),
        empty.failsafe(),
        empty.revision());
  }
}
