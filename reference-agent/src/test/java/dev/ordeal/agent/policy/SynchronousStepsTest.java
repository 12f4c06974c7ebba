package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SynchronousStepsTest {
  private static final Action AGAIN = new Action.WakeUp();

  private static Seen leader() {
    return Seen.leader().mode(SynchronousMode.ON, false, 1);
  }

  private static SyncState key(String... standbys) {
    return SyncState.of("node1", List.of(standbys), 0, 3);
  }

  @Test
  void the_key_is_created_first() {
    assertThat(SynchronousSteps.next(leader().now()))
        .containsExactly(new Action.WriteSync(SyncState.of("node1", Set.of(), 0, 0)), AGAIN);
  }

  @Test
  void names_come_before_the_key() {
    assertThat(
            SynchronousSteps.next(
                leader().sync("node1", Set.of(), 0).standby("node2", "async", 1000).now()))
        .containsExactly(new Action.SetSynchronousNames("node2"), AGAIN);
  }

  @Test
  void nobody_enters_the_key_before_it_has_what_was_committed_before() {
    Seen seen = leader().sync("node1", Set.of(), 0).names("node2", 2000);
    assertThat(SynchronousSteps.next(seen.standby("node2", "sync", 1999).now())).isEmpty();
    Seen caughtUp = leader().sync("node1", Set.of(), 0).names("node2", 2000);
    assertThat(SynchronousSteps.next(caughtUp.standby("node2", "sync", 2000).now()))
        .containsExactly(new Action.WriteSync(key("node2")));
  }

  /** The log position at which names took effect is that of the names before, in the first look. */
  @Test
  void nobody_enters_the_key_in_the_look_that_first_shows_its_name() {
    Seen seen = leader().sync("node1", Set.of(), 0).names("node2", 1000).namesNow("node3");
    assertThat(SynchronousSteps.next(seen.standby("node3", "sync", 1500).now())).isEmpty();
  }

  @Test
  void who_left_leaves_the_key_before_the_names() {
    Seen seen = leader().sync("node1", Set.of("node2"), 0).names("node2", 10);
    assertThat(SynchronousSteps.next(seen.standby("node3", "async", 1000).now()))
        .containsExactly(new Action.WriteSync(key()), AGAIN);
  }

  @Test
  void strict_mode_waits_for_anybody_rather_than_nobody() {
    Seen seen =
        Seen.leader().mode(SynchronousMode.ON, true, 1).sync("node1", Set.of(), 0).names("x", 1);
    assertThat(SynchronousSteps.next(seen.now()))
        .containsExactly(new Action.SetSynchronousNames("*"), AGAIN);
  }

  @Test
  void off_means_the_key_goes_first() {
    assertThat(SynchronousSteps.next(Seen.leader().sync("node1", Set.of("node2"), 0).now()))
        .startsWith(new Action.DeleteSync(3));
  }

  @Test
  void names_are_written_and_read_as_postgresql_has_them() {
    assertThat(SynchronousNames.all(List.of("b", "a")).toString()).isEqualTo("2 (a,b)");
    assertThat(SynchronousNames.all(List.of("my-node")).toString()).isEqualTo("\"my-node\"");
    assertThat(SynchronousNames.parse("ANY 1 (\"my-node\",b)"))
        .isEqualTo(new SynchronousNames(true, 1, List.of("my-node", "b")));
    assertThat(SynchronousNames.parse("2 (a,b)").toString()).isEqualTo("2 (a,b)");
  }
}
