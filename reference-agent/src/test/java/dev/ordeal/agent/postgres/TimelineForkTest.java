package dev.ordeal.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.names.Lsn;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineForkTest {
  private static final List<HistoryLine> HISTORY =
      TimelineFork.parse("1\t0/1000\tno recovery target specified\n\n2\t0/2000\tno reason\n");

  private static boolean diverged(int timeline, String end, boolean formerPrimary) {
    return TimelineFork.hasDiverged(
        new TimelineFork.Here(timeline, Lsn.parse(end), formerPrimary), 3, HISTORY);
  }

  @Test
  void a_history_file_is_read() {
    assertThat(HISTORY).extracting(HistoryLine::timeline).containsExactly(1, 2);
    assertThat(HISTORY)
        .extracting(HistoryLine::at)
        .containsExactly(Lsn.parse("0/1000"), Lsn.parse("0/2000"));
  }

  @Test
  void the_same_timeline_is_never_a_fork() {
    assertThat(diverged(3, "0/9999", false)).isFalse();
  }

  @Test
  void a_later_timeline_is_a_fork() {
    assertThat(diverged(4, "0/1", false)).isTrue();
  }

  @Test
  void a_replica_has_left_when_it_replayed_beyond_the_fork() {
    assertThat(diverged(2, "0/2000", false)).isFalse();
    assertThat(diverged(2, "0/2001", false)).isTrue();
  }

  @Test
  void a_former_primary_has_left_unless_its_shutdown_checkpoint_is_before_the_fork() {
    assertThat(diverged(2, "0/1F88", true)).isFalse();
    assertThat(diverged(2, "0/2000", true)).isTrue();
  }

  @Test
  void a_crashed_primary_counts_as_beyond_any_fork() {
    assertThat(TimelineFork.hasDiverged(new TimelineFork.Here(2, new Lsn(-1), false), 3, HISTORY))
        .isTrue();
  }

  @Test
  void a_timeline_that_the_leader_does_not_know_is_a_fork() {
    assertThat(
            TimelineFork.hasDiverged(
                new TimelineFork.Here(1, new Lsn(1), false), 3, HISTORY.subList(1, 2)))
        .isTrue();
  }
}
