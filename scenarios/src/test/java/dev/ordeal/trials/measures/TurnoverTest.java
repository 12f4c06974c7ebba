package dev.ordeal.trials.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TurnoverTest {
  private static Turnover.Row row(long... millis) {
    return new Turnover.Row(
        "start",
        LongStream.of(millis).mapToObj(Duration::ofMillis).toList(),
        Duration.ofMillis(500));
  }

  @Test
  void times_are_summed_up_whatever_their_order() {
    var row = row(300, 100, 400, 200);
    assertThat(row.least()).hasMillis(100);
    assertThat(row.median()).hasMillis(250);
    assertThat(row.most()).hasMillis(400);
  }

  @Test
  void the_longest_has_to_keep_the_limit() {
    assertThat(row(100, 500).isGood()).isTrue();
    assertThat(row(100, 501).isGood()).isFalse();
    assertThat(new Turnover(List.of(row(1), row(501))).isGood()).isFalse();
    assertThat(new Turnover(List.of(row(1), row(2))).isGood()).isTrue();
  }
}
