package dev.ordeal.contracts.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.cycle.Postgres;
import dev.ordeal.agent.policy.DynamicSettings;
import dev.ordeal.agent.policy.Server;
import dev.ordeal.agent.policy.StopMode;
import dev.ordeal.agent.policy.SynchronousMode;
import dev.ordeal.world.Mailbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Commits that wait for standbys. */
public interface SynchronousContract extends ServerStory {
  /** A commit that does not wait is acknowledged long before. */
  Duration AWHILE = Duration.ofMillis(500);

  @Test
  default void a_commit_waits_for_the_standby_that_is_named() {
    at(place -> {
      Node one = synchronous(place, "two");
      Mailbox<Commit> commit = writing(place, one, 1);
      assertThat(commit.take(AWHILE)).isEmpty();
      assertThat(one.rows()).isEmpty();
      Cluster.replica(place, place.three(), one);
      assertThat(commit.take(AWHILE)).isEmpty();
      place.two().postgres().configure(place.settings());
      place.two().postgres().startAsReplica(Optional.of(one.upstream()), LIMIT);
      assertThat(commit.take(LIMIT)).contains(Commit.ACKNOWLEDGED);
      assertThat(one.rows()).containsExactly(1L);
      Cluster.writes(one, 2);
      assertThat(standbys(one)).isEqualTo(Map.of("two", "sync", "three", "async"));
    });
  }

  @Test
  default void names_take_effect_while_the_server_runs() {
    at(place -> {
      Node one = synchronous(place, "");
      Cluster.writes(one, 1);
      Cluster.replica(place, place.two(), one);
      Cluster.replica(place, place.three(), one);
      names(place, one, "two");
      assertThat(standbys(one)).isEqualTo(Map.of("two", "sync", "three", "async"));
      names(place, one, "1 (two,three)");
      place.until(() -> standbys(one).equals(Map.of("two", "sync", "three", "potential")));
      names(place, one, "ANY 1 (two,three)");
      place.until(() -> standbys(one).equals(Map.of("two", "quorum", "three", "quorum")));
      place.two().postgres().stop(StopMode.FAST, LIMIT);
      Cluster.writes(one, 2);
      names(place, one, "2 (two,three)");
      Mailbox<Commit> commit = writing(place, one, 3);
      assertThat(commit.take(AWHILE)).isEmpty();
      one.postgres().setSynchronousNames("");
      assertThat(commit.take(LIMIT)).contains(Commit.ACKNOWLEDGED);
      assertThat(one.rows()).containsExactly(1L, 2L, 3L);
    });
  }

  @Test
  default void a_commit_that_waited_in_vain_is_there_after_a_restart() {
    at(place -> {
      Node one = synchronous(place, "two");
      Mailbox<Commit> stopped = writing(place, one, 1);
      assertThat(stopped.take(AWHILE)).isEmpty();
      one.postgres().stop(StopMode.FAST, LIMIT);
      assertThat(stopped.take(LIMIT)).contains(Commit.UNKNOWN);
      one.postgres().startAsPrimary(LIMIT);
      assertThat(one.rows()).containsExactly(1L);
      assertThat(one.postgres().look().synchronousNames()).isEqualTo("two");
      Mailbox<Commit> killed = writing(place, one, 2);
      assertThat(killed.take(AWHILE)).isEmpty();
      assertThat(one.rows()).containsExactly(1L);
      one.kill();
      assertThat(killed.take(LIMIT)).contains(Commit.UNKNOWN);
      one.postgres().startAsPrimary(LIMIT);
      assertThat(one.rows()).containsExactly(1L, 2L);
    });
  }

  @Test
  default void a_server_recovers_by_itself_when_one_of_its_processes_is_killed() {
    at(place -> {
      Node one = synchronous(place, "");
      Cluster.writes(one, 1);
      names(place, one, "two");
      Mailbox<Commit> commit = writing(place, one, 2);
      assertThat(commit.take(AWHILE)).isEmpty();
      Optional<Long> process = one.postgres().process();
      Mailbox<Boolean> ends = place.world().mailbox();
      one.postgres().whenServerEnds(() -> ends.put(true));
      one.killBackend();
      assertThat(commit.take(LIMIT)).contains(Commit.UNKNOWN);
      one.postgres().setSynchronousNames("");
      place.until(() -> one.write(3, SECOND) == Commit.ACKNOWLEDGED);
      assertThat(one.postgres().look().isPrimary()).isTrue();
      assertThat(one.postgres().look().synchronousNames()).isEmpty();
      assertThat(one.postgres().process()).isEqualTo(process);
      assertThat(ends.take(Duration.ZERO)).isEmpty();
      assertThat(one.rows()).startsWith(1L, 2L).contains(3L);
    });
  }

  @Test
  default void an_agent_that_begins_takes_neither_standbys_nor_leader_from_a_running_server() {
    at(place -> {
      Node one = synchronous(place, "two");
      Node two = place.two();
      Cluster.replica(place, two, one);
      DynamicSettings synchronous =
          Settings.with(place.settings(), new TreeMap<>(), SynchronousMode.ON);
      for (Node node : List.of(one, two)) {
        Postgres begun = node.anotherAgent();
        assertThat(begun.look().isRunning()).isTrue();
        begun.configure(synchronous);
      }
      place.world().sleep(AWHILE);
      assertThat(one.postgres().look().synchronousNames()).isEqualTo("two");
      assertThat(two.postgres().look().streaming()).isTrue();
    });
  }

  private static Node synchronous(Place place, String names) {
    Node one = place.one();
    var settings = Settings.with(place.settings(), new TreeMap<>(), SynchronousMode.ON);
    one.postgres().configure(settings);
    one.postgres().startAsPrimary(LIMIT);
    one.createTable();
    names(place, one, names);
    return one;
  }

  private static void names(Place place, Node one, String names) {
    one.postgres().setSynchronousNames(names);
    place.until(() -> one.postgres().look().synchronousNames().equals(names));
  }

  private static Mailbox<Commit> writing(Place place, Node node, long number) {
    Mailbox<Commit> commit = place.world().mailbox();
    place.world().group("client").spawn("write", () -> commit.put(node.write(number, LIMIT)));
    return commit;
  }

  private static Map<String, String> standbys(Node node) {
    var states = new TreeMap<String, String>();
    for (Server.Standby standby : node.postgres().look().standbys()) {
      states.put(standby.name(), standby.syncState());
    }
    return states;
  }
}
