package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OldSessionsClosedTest {
  private static final Check ONE_SECOND = new OldSessionsClosed(Duration.ofSeconds(1));

  @Test
  void a_session_closed_in_time_passes() {
    Runs.passes(
        ONE_SECOND, Runs.failover().session(100, "long1", "node1").sessionClosed(12_900, "long1"));
  }

  @Test
  void a_session_closed_late_convicts_its_node() {
    var run = Runs.failover().session(100, "long1", "node1").sessionClosed(14_000, "long1");
    Runs.fails(ONE_SECOND, run, "long1, served by node1, was closed 2 s after");
    assertThat(Runs.witnessNodes(ONE_SECOND, run)).containsExactly("node1");
  }

  @Test
  void a_session_that_stays_open_convicts() {
    Runs.fails(ONE_SECOND, Runs.failover().session(100, "long1", "node1"), "still open");
  }

  @Test
  void a_session_still_open_before_the_time_is_up_cannot_say() {
    Runs.cannotSay(
        new OldSessionsClosed(Duration.ofSeconds(60)),
        Runs.failover().session(100, "long1", "node1"),
        "when the run ended");
  }

  @Test
  void without_an_old_session_there_is_nothing_to_close() {
    Runs.cannotSay(ONE_SECOND, Runs.failover(), "No long-lived session");
  }

  @Test
  void without_the_watch_nobody_knows_who_lost_the_key() {
    Runs.cannotSay(
        ONE_SECOND,
        Runs.withoutWatch().session(100, "long1", "node1").sessionClosed(12_900, "long1"),
        "not watched");
  }
}
