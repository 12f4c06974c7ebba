package dev.ordeal.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTableTest {
  @Test
  void a_row_tells_promise_bound_outcome_and_figures() {
    var verdict =
        new Verdict(
            "writes-out",
            "at most 5 s",
            Outcome.PASS,
            "Writes came back.",
            List.of(),
            List.of(
                new Figure("writes out", 3.402, "s"),
                new Figure("leaders", 100, "1"),
                Figure.unknown("routing", "s")));
    var table = VerdictTable.of(List.of(verdict));
    assertThat(table.overall()).isEqualTo(Outcome.PASS);
    assertThat(table.rows())
        .containsExactly(
            new VerdictTable.Row(
                "writes-out",
                "at most 5 s",
                Outcome.PASS,
                "writes out 3.402 s, leaders 100, routing unknown",
                "Writes came back."));
  }
}
