package dev.ordeal.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowSummaryTest {
  @Test
  void rows_are_summed_up_as_ranges_doubles_and_order() {
    var rows = RowSummary.of(List.of(1L, 2L, 3L, 7L, 7L, 5L));
    assertThat(rows.present()).containsExactly(new Range(1, 3), new Range(5, 5), new Range(7, 7));
    assertThat(rows.twice()).containsExactly(7L);
    assertThat(rows.inOrder()).isFalse();
  }

  @Test
  void rising_rows_are_in_order_whatever_is_missing() {
    var rows = RowSummary.of(List.of(1L, 2L, 4L));
    assertThat(rows.present()).containsExactly(new Range(1, 2), new Range(4, 4));
    assertThat(rows.twice()).isEmpty();
    assertThat(rows.inOrder()).isTrue();
    assertThat(RowSummary.of(List.of()).present()).isEmpty();
  }
}
