package dev.ordeal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.EvidenceBuilder;
import dev.ordeal.evidence.OperationKind;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class WriteLatencyTest {
  private static String words(EvidenceBuilder evidence) {
    return WriteLatency.of(evidence.build()).words();
  }

  @Test
  void a_write_that_waited_for_a_stalled_client_counts_from_when_it_was_due() {
    var run = new EvidenceBuilder().appends("node1", 0, 990, 10, 1).add(late(1_000, 5_000, 5_002));
    assertThat(words(run)).contains("median 2.0 ms", "99 % within 2.0 ms", "of 100.");
    assertThat(WriteLatency.of(run.build()).nanos().getMaxValue())
        .isCloseTo(4_002_000_000L, Percentage.withPercentage(0.1));
  }

  @Test
  void reads_other_paths_and_writes_without_an_answer_do_not_count() {
    var run =
        new EvidenceBuilder()
            .appends("node1", 0, 50, 10, 1)
            .reads("node2", 0, 500, 10)
            .operation(
                9, 99, "node2", OperationKind.APPEND, ClientOutcome.OK, "w", 1, "node2", 1, "b")
            .failing(60, 500, 10, ClientOutcome.INDEFINITE);
    assertThat(words(run)).endsWith("most 2.0 ms, of 5.");
  }

  @Test
  void without_a_write_there_is_no_figure() {
    assertThat(words(new EvidenceBuilder())).endsWith("median -, 99 % within -, most -, of 0.");
  }

  private static Event late(long dueMs, long sentMs, long atMs) {
    return new Event.ClientOperation(
        atMs * 1_000_000,
        10_000,
        "w2",
        "s2",
        Run.PRIMARY,
        OperationKind.APPEND,
        dueMs * 1_000_000,
        sentMs * 1_000_000,
        ClientOutcome.OK,
        "w2",
        Optional.of(1L),
        Optional.empty(),
        Optional.of("node1"),
        Optional.of(1),
        Optional.empty());
  }
}
