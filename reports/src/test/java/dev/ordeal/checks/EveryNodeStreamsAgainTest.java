package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.evidence.Reach;
import dev.ordeal.evidence.Sensor;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EveryNodeStreamsAgainTest {
  private static Check within(long millis) {
    return new EveryNodeStreamsAgain(Duration.ofMillis(millis));
  }

  @Test
  void nodes_that_stream_again_in_time_pass() {
    Runs.passes(within(2_000), Runs.failover());
    assertThat(Runs.figure(within(2_000), Runs.failover(), "recovery from heal")).isEqualTo(1.002);
    assertThat(Runs.figure(within(2_000), Runs.failover(), "recovery from fault")).isEqualTo(6.002);
  }

  @Test
  void a_node_that_streams_late_is_named() {
    Runs.fails(within(500), Runs.failover(), "node1 streamed on timeline 2 only 1.002 s");
    assertThat(Runs.witnessNodes(within(500), Runs.failover())).containsExactly("node1");
  }

  @Test
  void a_node_on_an_old_timeline_does_not_stream_again() {
    var run = Runs.failover().server("node3", 19_950, 19_951, "REPLICA", 1, true);
    Runs.fails(within(2_000), run, "node3 did not stream on timeline 2");
    Runs.cannotSay(within(60_000), run, "did not stream yet");
  }

  @Test
  void a_node_that_receives_and_does_not_replay_does_not_stream_again() {
    Runs.fails(within(2_000), behind("0/2FFFFFF"), "node2 did not stream on timeline 1");
    Runs.passes(within(2_000), behind("0/3000000"));
  }

  @Test
  void what_was_written_a_moment_ago_need_not_be_replayed() {
    Runs.passes(
        within(2_000),
        behind("0/3000000").server("node1", 8_900, 9_000, "PRIMARY", 1, false, "0/4000000"));
  }

  private static EvidenceBuilder behind(String replayed) {
    return new EvidenceBuilder()
        .sensor(0, Sensor.LEADER_KEY, "store", 0)
        .leader(1, "node1")
        .fault(1_000, 2_000, 1, "kill", "node2")
        .server("node1", 0, 9_000, "PRIMARY", 1, false)
        .server("node2", 2_100, 9_000, "REPLICA", 1, true, replayed)
        .server("node3", 2_100, 9_000, "REPLICA", 1, true)
        .ended(9_000);
  }

  @Test
  void a_sensor_that_fell_silent_cannot_acquit() {
    var run =
        new EvidenceBuilder()
            .sensor(0, Sensor.LEADER_KEY, "store", 0)
            .leader(1, "node1")
            .fault(1_000, 2_000, 1, "kill", "node2")
            .server("node1", 0, 9_000, "PRIMARY", 1, false)
            .server("node2", 2_100, 9_000, "REPLICA", 1, true)
            .server("node3", 2_100, 4_000, "REPLICA", 1, true)
            .ended(9_000);
    Runs.cannotSay(within(5_000), run, "server sensor said nothing of node3");
  }

  @Test
  void without_a_fault_there_is_nothing_to_recover_from() {
    Runs.cannotSay(
        within(5_000),
        new EvidenceBuilder().leader(1, "node1").ended(9_000),
        "No fault was applied");
  }

  @Test
  void what_was_never_healed_need_not_come_back() {
    Runs.cannotSay(
        within(5_000),
        new EvidenceBuilder()
            .sensor(0, Sensor.LEADER_KEY, "store", 0)
            .leader(1, "node1")
            .mark(1_000, 1, "kill", FaultMark.APPLIED, "node2")
            .ended(9_000),
        "Nothing was ever healed");
  }

  @Test
  void with_nobody_at_the_key_in_the_end_there_is_nobody_to_stream_from() {
    Runs.cannotSay(
        within(5_000), Runs.failover().leader(19_900, ""), "Nobody held the leader key at the end");
  }

  @Test
  void a_sensor_that_does_not_ask_whether_a_node_streams_cannot_acquit() {
    var run = behind("0/3000000").nodes("node1", "node2", "node3", "node4");
    for (long at = 2_100; at < 9_000; at += 100) {
      run.add(
          new Event.ServerSample(
              at * 1_000_000,
              at * 1_000_000,
              "node4",
              Reach.ANSWERED,
              Optional.of("REPLICA"),
              Optional.of(1),
              Optional.of("0/3000000"),
              Optional.empty()));
    }
    Runs.cannotSay(within(2_000), run, "did not ask whether node4 streams");
  }
}
