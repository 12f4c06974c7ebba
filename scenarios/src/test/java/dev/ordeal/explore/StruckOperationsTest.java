package dev.ordeal.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Something fails while the cluster does what it was asked for. */
final class StruckOperationsTest {
  private static final Set<String> OPERATIONS =
      Set.of("switchover", "restart-server", "reinitialize");

  @Test
  void an_operation_goes_on_when_the_next_fault_comes() {
    Dice dice = new Drawing(List.of("three-nodes")).draw(1).dice();
    for (int i = 0; i < 200; i++) {
      List<DraftStep> steps = new StruckOperations().steps(dice);
      DraftStep operation = steps.getFirst();
      assertThat(OPERATIONS).contains(operation.verb());
      assertThat(operation.words()).containsEntry("background", true);
      assertThat(steps.get(1).after()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(2));
    }
  }
}
