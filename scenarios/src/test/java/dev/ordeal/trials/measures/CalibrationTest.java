package dev.ordeal.trials.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordeal.checks.Outcome;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.EvidenceBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Writes every 2 ms, out from 3.05 s to 4.06 s and from 7.05 s for {@code secondMs}. */
  private static Evidence twoOutages(long secondMs) {
    return new EvidenceBuilder()
        .fault(3_000, 4_100, 1, "pause", "proxy")
        .fault(7_000, 8_100, 2, "pause", "proxy")
        .appends("node1", 0, 3_050, 2, 1)
        .failing(3_050, 4_060, 2, dev.ordeal.evidence.ClientOutcome.INDEFINITE)
        .appends("node1", 4_060, 7_050, 2, 1)
        .failing(7_050, 7_050 + secondMs, 2, dev.ordeal.evidence.ClientOutcome.INDEFINITE)
        .appends("node1", 7_050 + secondMs, 11_000, 2, 1)
        .ended(11_000)
        .build();
  }

  @Test
  void every_outage_is_measured_by_itself() {
    var found = Calibration.of(twoOutages(990), List.of(SECOND, SECOND));
    assertThat(found.rows())
        .extracting(row -> row.measured().toMillis())
        .containsExactly(1012L, 992L);
    assertThat(found.rows()).extracting(Calibration.Row::outcome).containsOnly(Outcome.PASS);
    assertThat(found.worst()).isBetween(Duration.ofMillis(10), Duration.ofMillis(14));
    assertThat(found.isGood()).isTrue();
  }

  @Test
  void one_error_beyond_the_tolerance_is_bad_and_the_worst() {
    var found = Calibration.of(twoOutages(980), List.of(SECOND, SECOND.plusMillis(4)));
    assertThat(found.worst()).isEqualTo(Duration.ofMillis(-22));
    assertThat(found.isGood()).isFalse();
  }

  @Test
  void a_check_that_could_not_say_is_bad_however_small_the_error() {
    var good = Calibration.of(twoOutages(990), List.of(SECOND, SECOND)).rows().getFirst();
    var blind = new Calibration.Row(good.planted(), good.measured(), Outcome.INCONCLUSIVE);
    assertThat(new Calibration(List.of(good)).isGood()).isTrue();
    assertThat(new Calibration(List.of(good, blind)).isGood()).isFalse();
  }

  @Test
  void without_an_outage_nothing_is_calibrated() {
    assertThat(new Calibration(List.of()).isGood()).isFalse();
  }

  @Test
  void another_number_of_outages_than_planted_is_refused() {
    assertThatThrownBy(() -> Calibration.of(twoOutages(990), List.of(SECOND)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 outages were asked for and 1 planted");
  }

  @Test
  void the_scenario_that_is_played_is_a_valid_one_with_every_outage() {
    assertThat(CalibrationRun.scenario().steps()).hasSize(CalibrationRun.OUTAGES);
  }
}
