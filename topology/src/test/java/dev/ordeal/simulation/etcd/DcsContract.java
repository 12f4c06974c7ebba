package dev.ordeal.simulation.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.Dcs;
import dev.ordeal.agent.policy.ClusterStatus;
import dev.ordeal.agent.policy.LeaderKey;
import dev.ordeal.agent.policy.StoreView;
import dev.ordeal.agent.policy.SyncState;
import dev.ordeal.names.Lsn;
import dev.ordeal.world.Mailbox;
import dev.ordeal.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What an agent may expect of its store, whichever it is. */
abstract class DcsContract {
  static final Duration TIME_TO_LIVE = Duration.ofSeconds(2);

  /** Tells the story on an empty store that works. */
  abstract void on(Story story);

  interface Story {
    void tell(World world, Dcs dcs) throws Exception;
  }

  @Test
  void the_leader_key_is_taken_once_and_given_back_by_its_owner_alone() {
    on((world, dcs) -> {
      long lease = dcs.grantLease(TIME_TO_LIVE);
      assertThat(dcs.takeLeaderKey("node1", lease)).isTrue();
      assertThat(dcs.takeLeaderKey("node2", dcs.grantLease(TIME_TO_LIVE))).isFalse();
      assertThat(dcs.releaseLeaderKey("node2")).isFalse();
      assertThat(dcs.read().leader()).map(LeaderKey::name).contains("node1");
      assertThat(dcs.releaseLeaderKey("node1")).isTrue();
      assertThat(dcs.read().leader()).isEmpty();
    });
  }

  @Test
  void the_leader_key_is_handed_to_a_member_under_its_own_lease_while_nobody_wrote_it_since() {
    on((world, dcs) -> {
      long mine = dcs.grantLease(TIME_TO_LIVE);
      long theirs = dcs.grantLease(TIME_TO_LIVE);
      ClusterStatus status = ClusterStatus.at(new Lsn(4711));
      dcs.takeLeaderKey("node1", mine);
      dcs.writeMember("node10", Map.of("state", "running"), mine);
      LeaderKey held = dcs.read().leader().orElseThrow();
      assertThat(dcs.handLeaderKey(held, "node2", status)).as("has no member key").isFalse();
      dcs.writeMember("node2", Map.of("state", "running"), theirs);
      assertThat(dcs.moveLeaderKey("node1", mine)).isTrue();
      assertThat(dcs.handLeaderKey(held, "node2", status)).as("written since").isFalse();
      LeaderKey now = dcs.read().leader().orElseThrow();
      assertThat(dcs.handLeaderKey(now, "node2", status)).isTrue();
      StoreView view = dcs.read();
      assertThat(view.leader()).map(LeaderKey::name).contains("node2");
      assertThat(view.leader()).map(LeaderKey::lease).contains(theirs);
      assertThat(view.status()).isEqualTo(status);
      assertThat(dcs.handLeaderKey(now, "node2", status)).as("handed over already").isFalse();
      assertThat(dcs.releaseLeaderKey("node1")).isFalse();
    });
  }

  @Test
  void a_lease_that_is_renewed_holds_and_one_that_is_not_takes_its_keys_along() {
    on((world, dcs) -> {
      long lease = dcs.grantLease(TIME_TO_LIVE);
      dcs.takeLeaderKey("node1", lease);
      dcs.writeMember("node1", Map.of("state", "running"), lease);
      for (int i = 0; i < 8; i++) {
        world.sleep(TIME_TO_LIVE.dividedBy(4));
        assertThat(dcs.renewLease(lease)).isTrue();
      }
      assertThat(dcs.read().isLeader("node1")).isTrue();
      // Run-out leases are looked for twice a second.
      world.sleep(TIME_TO_LIVE.plusSeconds(1));
      StoreView view = dcs.read();
      assertThat(view.leader()).isEmpty();
      assertThat(view.members()).isEmpty();
      assertThat(dcs.renewLease(lease)).isFalse();
    });
  }

  @Test
  void what_only_a_leader_may_write_needs_the_key() {
    on((world, dcs) -> {
      ClusterStatus status = ClusterStatus.at(new Lsn(4711));
      assertThat(dcs.writeStatus(status, "node1")).isFalse();
      dcs.takeLeaderKey("node1", dcs.grantLease(TIME_TO_LIVE));
      assertThat(dcs.writeStatus(status, "node1")).isTrue();
      assertThat(dcs.read().status().optime()).contains(new Lsn(4711));
    });
  }

  @Test
  void a_write_that_names_a_revision_happens_at_that_revision_only() {
    on((world, dcs) -> {
      dcs.takeLeaderKey("node1", dcs.grantLease(TIME_TO_LIVE));
      OptionalLong first = dcs.writeSync(SyncState.of("node1", List.of("node2"), 0, 0), "node1");
      assertThat(first).isPresent();
      assertThat(dcs.writeSync(SyncState.of("node1", List.of("node3"), 0, 0), "node1")).isEmpty();
      assertThat(dcs.read().sync().revision()).isEqualTo(first.getAsLong());
      assertThat(
              dcs.writeSync(SyncState.of("node1", List.of("node3"), 0, first.getAsLong()), "node1"))
          .isPresent();
      assertThat(dcs.replaceConfiguration(Map.of("ttl", 20), 7)).isFalse();
      assertThat(dcs.replaceConfiguration(Map.of("ttl", 20), 0)).isTrue();
      assertThat(dcs.read().configuration()).contains(Map.of("ttl", 20));
    });
  }

  @Test
  void initialize_is_created_once() {
    on((world, dcs) -> {
      assertThat(dcs.createInitialize("")).isTrue();
      assertThat(dcs.createInitialize("")).isFalse();
      dcs.writeInitialize("71");
      assertThat(dcs.read().initialize()).contains("71");
      dcs.deleteInitialize();
      assertThat(dcs.createInitialize("")).isTrue();
    });
  }

  @Test
  void a_watch_tells_each_change_once() {
    on((world, dcs) -> {
      Mailbox<String> changes = world.mailbox();
      dcs.watch(changes::put);
      world.sleep(Duration.ofSeconds(1));
      while (changes.take(Duration.ZERO).isPresent()) {
        // How the watch began.
      }
      dcs.writeFailover(Map.of("leader", "node1"));
      dcs.writeConfiguration(Map.of("ttl", 30));
      world.sleep(Duration.ofSeconds(1));
      assertThat(changes.take(Duration.ZERO)).contains("failover");
      assertThat(changes.take(Duration.ZERO)).contains("config");
      assertThat(changes.take(Duration.ZERO)).isEqualTo(Optional.empty());
    });
  }
}
