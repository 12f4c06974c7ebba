package dev.ordeal.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SynchronousPaceTest {
  private static final Duration LONG_AFTER = Duration.ofSeconds(11);

  /** A primary whose names were seen to change this very moment. */
  private static Seen leader(String names, String... inTheKey) {
    return Seen.leader()
        .mode(SynchronousMode.ON, false, 1)
        .sync("node1", Set.of(inTheKey), 0)
        .names(names, 0);
  }

  @Test
  void a_new_primary_looks_often_for_standbys_that_are_still_to_come() {
    assertThat(SynchronousPace.of(leader("").now())).contains(Duration.ofMillis(100));
    assertThat(SynchronousPace.of(leader("").later(LONG_AFTER).now())).isEmpty();
  }

  @Test
  void who_is_waited_for_already_enters_the_key_soon() {
    assertThat(SynchronousPace.of(leader("node2").now())).contains(Duration.ofMillis(100));
    assertThat(SynchronousPace.of(leader("node2").later(LONG_AFTER).now()))
        .contains(Duration.ofMillis(350));
  }

  @Test
  void a_standby_of_two_that_are_wanted_is_not_enough_while_another_could_come() {
    Seen wantsTwo = leader("node2", "node2").mode(SynchronousMode.ON, false, 2);
    assertThat(SynchronousPace.of(wantsTwo.now())).contains(Duration.ofMillis(100));
    assertThat(SynchronousPace.of(wantsTwo.without("node3").now())).isEmpty();
  }

  @Test
  void every_standby_is_wanted_as_a_voter() {
    Seen quorum = leader("ANY 1 (node2)", "node2").mode(SynchronousMode.QUORUM, false, 1);
    assertThat(SynchronousPace.of(quorum.now())).contains(Duration.ofMillis(100));
  }

  @Test
  void nothing_hurries_who_has_what_is_wanted_or_does_not_lead_or_knows_no_synchronous_mode() {
    assertThat(SynchronousPace.of(leader("node2", "node2").now())).isEmpty();
    assertThat(SynchronousPace.of(leader("").ledBy("node2").now())).isEmpty();
    assertThat(SynchronousPace.of(leader("").mode(SynchronousMode.OFF, false, 1).now())).isEmpty();
  }
}
