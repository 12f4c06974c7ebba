package dev.ordeal.trials.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.OperationKind;
import dev.ordeal.world.RealWorld;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlipTest {
  private static final long MS = 1_000_000;

  private final Slip.Counter counter = new Slip.Counter(RealWorld.of(1));

  private void operation(long afterNs, long lateMs, ClientOutcome outcome, String error) {
    counter.record(
        new Event.ClientOperation(
            afterNs + (lateMs + 1) * MS,
            1,
            "w1",
            "s1",
            "primary",
            OperationKind.APPEND,
            afterNs,
            afterNs + lateMs * MS,
            outcome,
            "w1",
            Optional.of(1L),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            error.isEmpty() ? Optional.empty() : Optional.of(error)));
  }

  private long begun() {
    counter.begin();
    return counter.nowNs();
  }

  @Test
  void writes_that_began_in_time_are_no_slip() {
    long begun = begun();
    for (int i = 0; i < 999; i++) {
      operation(begun, 1, ClientOutcome.OK, "");
    }
    operation(begun, 400, ClientOutcome.OK, "");
    Slip slip = counter.result();
    assertThat(slip.late().getTotalCount()).isEqualTo(1_000);
    assertThat(slip.atMost(50).toMillis()).isEqualTo(1);
    assertThat(slip.atMost(100).toMillis()).isBetween(399L, 401L);
    assertThat(slip.isGood()).isTrue();
  }

  @Test
  void writes_that_began_late_are_a_slip() {
    long begun = begun();
    for (int i = 0; i < 100; i++) {
      operation(begun, 1 + Slip.LIMIT.toMillis(), ClientOutcome.OK, "");
    }
    assertThat(counter.result().isGood()).isFalse();
  }

  @Test
  void one_write_that_was_not_sent_is_a_slip() {
    long begun = begun();
    operation(begun, 0, ClientOutcome.OK, "");
    assertThat(counter.result().isGood()).isTrue();
    operation(begun, 100, ClientOutcome.DEFINITE, "not-sent");
    assertThat(counter.result().notSent()).isEqualTo(1);
    assertThat(counter.result().isGood()).isFalse();
  }

  @Test
  void what_was_scheduled_before_or_after_is_not_counted() {
    operation(0, 1_000, ClientOutcome.OK, "");
    long begun = begun();
    counter.end();
    operation(begun + 60_000 * MS, 1_000, ClientOutcome.OK, "");
    assertThat(counter.result().late().getTotalCount()).isZero();
  }
}
