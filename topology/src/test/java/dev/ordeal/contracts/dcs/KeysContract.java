package dev.ordeal.contracts.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.policy.ManualFailover;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.TimelineClaim;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The other keys: who writes at a revision writes at no other; what is written is read. */
public interface KeysContract extends StoreStory {
  @Test
  default void a_cluster_of_which_nothing_is_written_has_no_key() {
    at(place -> {
      place.elsewhere().writeInitialize("72");
      StoreView view = place.dcs().read();
      assertThat(view.initialize()).isEmpty();
      assertThat(view.leader()).isEmpty();
      assertThat(view.members()).isEmpty();
      assertThat(view.configuration()).isEmpty();
      assertThat(view.configurationRevision()).isZero();
      assertThat(view.failover()).isEmpty();
    });
  }

  @Test
  default void sync_is_written_at_its_revision_only() {
    at(place -> {
      Dcs dcs = place.dcs();
      dcs.takeLeaderKey("node1", dcs.grantLease(TIME_TO_LIVE.multipliedBy(5)), TimelineClaim.NONE);
      OptionalLong first = dcs.writeSync(SyncState.of("node1", List.of("node2"), 0, 0), "node1");
      assertThat(first).isPresent();
      assertThat(dcs.writeSync(SyncState.of("node1", List.of("node3"), 0, 0), "node1")).isEmpty();
      assertThat(place.another().read().sync())
          .isEqualTo(SyncState.of("node1", List.of("node2"), 0, first.getAsLong()));
      SyncState quorum = SyncState.of("node1", List.of("node2", "node3"), 1, first.getAsLong());
      OptionalLong second = dcs.writeSync(quorum, "node1");
      assertThat(second).isPresent();
      assertThat(place.another().read().sync())
          .isEqualTo(SyncState.of("node1", List.of("node2", "node3"), 1, second.getAsLong()));
      assertThat(dcs.deleteSync(first.getAsLong())).isFalse();
      assertThat(dcs.deleteSync(second.getAsLong())).isTrue();
      assertThat(dcs.deleteSync(second.getAsLong())).isFalse();
      assertThat(dcs.read().sync()).isEqualTo(SyncState.ABSENT);
      assertThat(dcs.writeSync(SyncState.of("node1", List.of(), 0, 0), "node1")).isPresent();
    });
  }

  @Test
  default void the_configuration_is_replaced_at_its_revision_only() {
    at(place -> {
      Dcs dcs = place.dcs();
      assertThat(dcs.replaceConfiguration(Map.of("ttl", 20), 7)).isFalse();
      assertThat(dcs.replaceConfiguration(Map.of("ttl", 20), 0)).isTrue();
      assertThat(dcs.replaceConfiguration(Map.of("ttl", 21), 0)).isFalse();
      StoreView view = place.another().read();
      assertThat(view.configuration()).contains(Map.of("ttl", 20));
      place.another().writeConfiguration(Map.of("ttl", 22));
      assertThat(dcs.replaceConfiguration(Map.of("ttl", 23), view.configurationRevision()))
          .isFalse();
      assertThat(dcs.replaceConfiguration(Map.of("ttl", 24), dcs.read().configurationRevision()))
          .isTrue();
      assertThat(place.another().read().configuration()).contains(Map.of("ttl", 24));
    });
  }

  @Test
  default void a_timeline_is_claimed_by_one_at_its_revision_only() {
    at(place -> {
      Dcs dcs = place.dcs();
      dcs.takeLeaderKey("node1", dcs.grantLease(TIME_TO_LIVE.multipliedBy(5)), TimelineClaim.NONE);
      assertThat(dcs.claimTimeline(new TimelineClaim(2, 0), "node1")).isTrue();
      assertThat(dcs.claimTimeline(new TimelineClaim(2, 0), "node1")).isFalse();
      TimelineClaim claimed = dcs.read().timelineClaim();
      assertThat(claimed.timeline()).isEqualTo(2);
      assertThat(dcs.claimTimeline(new TimelineClaim(3, claimed.revision()), "node1")).isTrue();
      assertThat(dcs.claimTimeline(new TimelineClaim(4, claimed.revision()), "node1")).isFalse();
      assertThat(dcs.read().timelineClaim().timeline()).isEqualTo(3);
    });
  }

  @Test
  default void a_wish_is_cleared_and_a_later_one_is_not() {
    at(place -> {
      Dcs dcs = place.dcs();
      place.another().writeFailover(Map.of("leader", "node1", "member", "node2"));
      ManualFailover first = dcs.read().failover().orElseThrow();
      assertThat(first.leader()).contains("node1");
      assertThat(first.candidate()).contains("node2");
      place.another().writeFailover(Map.of("member", "node3"));
      assertThat(dcs.clearFailover(first.revision())).isFalse();
      ManualFailover second = dcs.read().failover().orElseThrow();
      assertThat(second.candidate()).contains("node3");
      assertThat(dcs.clearFailover(second.revision())).isTrue();
      assertThat(dcs.read().failover()).isEmpty();
      place.another().writeFailover(Map.of("member", "node3"));
      place.another().writeFailover(Map.of());
      assertThat(dcs.read().failover()).isEmpty();
    });
  }

  @Test
  default void initialize_is_created_once() {
    at(place -> {
      Dcs dcs = place.dcs();
      assertThat(dcs.createInitialize("")).isTrue();
      assertThat(place.another().createInitialize("")).isFalse();
      assertThat(dcs.read().initialize()).contains("");
      dcs.writeInitialize("71");
      assertThat(place.another().read().initialize()).contains("71");
      dcs.deleteInitialize();
      dcs.deleteInitialize();
      assertThat(dcs.read().initialize()).isEqualTo(Optional.empty());
      assertThat(place.another().createInitialize("")).isTrue();
    });
  }

  @Test
  default void what_one_agent_has_written_another_reads_at_once() {
    at(place -> {
      for (int i = 0; i < 20; i++) {
        place.dcs().writeInitialize(Integer.toString(i));
        StoreView view = place.another().read();
        assertThat(view.initialize()).contains(Integer.toString(i));
        place.another().writeConfiguration(Map.of("ttl", i));
        assertThat(place.dcs().read().configuration()).contains(Map.of("ttl", i));
        assertThat(place.dcs().read().revision()).isGreaterThan(view.revision());
      }
    });
  }
}
