package dev.ordeal.contracts.dcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.agent.policy.TimelineClaim;
import dev.ordeal.names.Lsn;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.TaskGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The leader key: who gets it, who may give it away, what it allows to write. */
public interface LeaderKeyContract extends StoreStory {
  @Test
  default void the_leader_key_is_taken_once_and_given_back_by_its_owner_alone() {
    at(place -> {
      long lease = place.dcs().grantLease(TIME_TO_LIVE);
      assertThat(place.dcs().takeLeaderKey("node1", lease, TimelineClaim.NONE)).isTrue();
      assertThat(place.dcs().takeLeaderKey("node1", lease, TimelineClaim.NONE)).isFalse();
      assertThat(
              place
                  .another()
                  .takeLeaderKey(
                      "node2", place.another().grantLease(TIME_TO_LIVE), TimelineClaim.NONE))
          .isFalse();
      assertThat(place.another().releaseLeaderKey("node2")).isFalse();
      LeaderKey key = place.another().read().leader().orElseThrow();
      assertThat(key.name()).isEqualTo("node1");
      assertThat(key.lease()).isEqualTo(lease);
      assertThat(place.dcs().releaseLeaderKey("node1")).isTrue();
      assertThat(place.dcs().releaseLeaderKey("node1")).isFalse();
      assertThat(place.another().read().leader()).isEmpty();
    });
  }

  /** Else a request that was long on its way could follow upon a leader its sender never saw. */
  @Test
  default void a_free_key_is_not_taken_by_who_has_missed_that_somebody_was_promoted() {
    at(place -> {
      Dcs dcs = place.dcs();
      Dcs other = place.another();
      long theirs = other.grantLease(TIME_TO_LIVE);
      assertThat(other.takeLeaderKey("node2", theirs, TimelineClaim.NONE)).isTrue();
      assertThat(other.claimTimeline(new TimelineClaim(2, 0), "node2")).isTrue();
      assertThat(other.releaseLeaderKey("node2")).isTrue();
      long mine = dcs.grantLease(TIME_TO_LIVE);
      assertThat(dcs.takeLeaderKey("node1", mine, TimelineClaim.NONE)).isFalse();
      assertThat(dcs.read().leader()).isEmpty();
      assertThat(dcs.takeLeaderKey("node1", mine, dcs.read().timelineClaim())).isTrue();
    });
  }

  @Test
  default void the_leader_key_is_handed_to_a_member_under_its_lease_while_nobody_wrote_it_since() {
    at(place -> {
      Dcs dcs = place.dcs();
      long mine = dcs.grantLease(TIME_TO_LIVE);
      long theirs = place.another().grantLease(TIME_TO_LIVE);
      ClusterStatus status = ClusterStatus.at(new Lsn(4711));
      dcs.takeLeaderKey("node1", mine, TimelineClaim.NONE);
      dcs.writeMember("node20", Map.of("state", "running"), mine);
      LeaderKey held = dcs.read().leader().orElseThrow();
      assertThat(dcs.handLeaderKey(held, "node2", status)).as("has no member key").isFalse();
      place.another().writeMember("node2", Map.of("state", "running"), theirs);
      assertThat(dcs.moveLeaderKey("node1", mine)).isTrue();
      assertThat(dcs.handLeaderKey(held, "node2", status)).as("written since").isFalse();
      LeaderKey now = dcs.read().leader().orElseThrow();
      assertThat(now.name()).isEqualTo("node1");
      assertThat(dcs.handLeaderKey(now, "node2", status)).isTrue();
      StoreView view = place.another().read();
      assertThat(view.leader()).map(LeaderKey::name).contains("node2");
      assertThat(view.leader()).map(LeaderKey::lease).contains(theirs);
      assertThat(view.status()).isEqualTo(status);
      assertThat(dcs.handLeaderKey(now, "node2", status)).as("handed over already").isFalse();
      assertThat(dcs.releaseLeaderKey("node1")).isFalse();
    });
  }

  @Test
  default void of_many_that_race_for_the_leader_key_one_gets_it() {
    at(place -> {
      int racers = 8;
      Mailbox<Optional<String>> ends = place.world().mailbox();
      TaskGroup race = place.world().group("race");
      for (int i = 0; i < racers; i++) {
        String name = "node" + i;
        var way = i % 2 == 0 ? place.dcs() : place.another();
        race.spawn(
            name,
            () -> {
              boolean won =
                  way.takeLeaderKey(
                      name, way.grantLease(TIME_TO_LIVE.multipliedBy(5)), TimelineClaim.NONE);
              ends.put(Optional.of(name).filter(each -> won));
            });
      }
      Optional<String> winner = Optional.empty();
      for (int i = 0; i < racers; i++) {
        Optional<String> end = ends.take(LIMIT.plus(SLACK)).orElseThrow();
        assertThat(winner.isPresent() && end.isPresent()).as("a second winner").isFalse();
        winner = winner.or(() -> end);
      }
      assertThat(winner).isPresent();
      assertThat(place.dcs().read().leader()).map(LeaderKey::name).isEqualTo(winner);
    });
  }

  @Test
  default void what_only_a_leader_may_write_needs_the_key() {
    at(place -> {
      writesOfALeader(place, "node1", false);
      StoreView empty = place.dcs().read();
      assertThat(empty.status()).isEqualTo(ClusterStatus.UNKNOWN);
      assertThat(empty.failsafe()).isEmpty();
      assertThat(empty.history()).isEmpty();
      assertThat(empty.timelineClaim()).isEqualTo(TimelineClaim.NONE);
      assertThat(empty.sync()).isEqualTo(SyncState.ABSENT);

      place
          .dcs()
          .takeLeaderKey(
              "node1", place.dcs().grantLease(TIME_TO_LIVE.multipliedBy(5)), TimelineClaim.NONE);
      writesOfALeader(place, "node2", false);
      writesOfALeader(place, "node1", true);
      StoreView view = place.another().read();
      assertThat(view.status().optime()).contains(new Lsn(4711));
      assertThat(view.failsafe()).isEqualTo(Map.of("node1", "http://node1:8008/patroni"));
      assertThat(view.history()).contains(HISTORY);
      assertThat(view.timelineClaim().timeline()).isEqualTo(7);
      assertThat(view.sync().isStandby("node2")).isTrue();

      assertThat(place.dcs().writeFailsafe(Map.of(), "node1")).isTrue();
      assertThat(place.dcs().read().failsafe()).isEmpty();
    });
  }

  /** Of two timelines, one with all that a line can hold. */
  List<HistoryLine> HISTORY =
      List.of(
          new HistoryLine(
              1,
              new Lsn(25_165_984),
              "no recovery target specified",
              Optional.of("2026-11-24T16:31:12.763918+00:00"),
              Optional.of("node2")),
          new HistoryLine(2, new Lsn(50_331_808), "", Optional.empty(), Optional.empty()));

  private static void writesOfALeader(Place place, String name, boolean done) {
    var dcs = place.dcs();
    assertThat(dcs.writeStatus(ClusterStatus.at(new Lsn(4711)), name)).isEqualTo(done);
    assertThat(dcs.writeFailsafe(Map.of("node1", "http://node1:8008/patroni"), name))
        .isEqualTo(done);
    assertThat(dcs.writeHistory(HISTORY, name)).isEqualTo(done);
    assertThat(dcs.claimTimeline(new TimelineClaim(7, 0), name)).isEqualTo(done);
    assertThat(dcs.writeSync(SyncState.of(name, List.of("node2"), 0, 0), name).isPresent())
        .isEqualTo(done);
  }
}
