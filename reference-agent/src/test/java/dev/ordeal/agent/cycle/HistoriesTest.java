package dev.ordeal.agent.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.agent.policy.HistoryLine;
import dev.ordeal.names.Lsn;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoriesTest {
  private static final String NOW = "2026-11-25T14:00:00.000000+00:00";
  private static final HistoryLine FIRST =
      new HistoryLine(1, new Lsn(100), "no recovery target specified", text("then"), text("a"));

  @Test
  void the_newest_line_gets_the_time_and_the_name() {
    assertThat(Histories.merged(List.of(bare(1, 100)), 2, List.of(), 0, NOW, "b"))
        .containsExactly(
            new HistoryLine(1, new Lsn(100), "no recovery target specified", text(NOW), text("b")));
  }

  @Test
  void lines_of_the_key_that_agree_are_kept() {
    List<HistoryLine> merged =
        Histories.merged(List.of(bare(1, 100), bare(2, 200)), 3, List.of(FIRST), 0, NOW, "b");
    assertThat(merged.getFirst()).isEqualTo(FIRST);
    assertThat(merged.getLast().newLeader()).contains("b");
  }

  @Test
  void a_line_of_the_key_that_ended_elsewhere_is_not() {
    List<HistoryLine> merged =
        Histories.merged(List.of(bare(1, 90), bare(2, 200)), 3, List.of(FIRST), 0, NOW, "b");
    assertThat(merged.getFirst().at()).isEqualTo(new Lsn(90));
  }

  @Test
  void numbers_given_to_others_have_lines_so_that_the_last_is_the_one_before_the_timeline() {
    List<HistoryLine> merged =
        Histories.merged(List.of(bare(1, 100)), 4, List.of(FIRST), 0, NOW, "b");
    assertThat(merged).extracting(HistoryLine::timeline).containsExactly(1, 2, 3);
    assertThat(merged).extracting(HistoryLine::at).containsOnly(new Lsn(100));
    assertThat(merged.getLast().newLeader()).contains("b");
  }

  @Test
  void no_more_lines_are_kept_than_asked_for() {
    assertThat(Histories.merged(List.of(bare(1, 100), bare(2, 200)), 3, List.of(), 1, NOW, "b"))
        .extracting(HistoryLine::timeline)
        .containsExactly(2);
  }

  private static HistoryLine bare(int timeline, long at) {
    return new HistoryLine(
        timeline, new Lsn(at), "no recovery target specified", Optional.empty(), Optional.empty());
  }

  private static Optional<String> text(String value) {
    return Optional.of(value);
  }
}
