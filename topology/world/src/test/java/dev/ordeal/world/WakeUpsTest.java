package dev.ordeal.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WakeUpsTest {
  private final SplittableRandom random = new SplittableRandom(7);
  private final WakeUps heap = new WakeUps();
  private long sequence;

  private WakeUp added() {
    WakeUp wakeUp = WakeUp.of(random.nextLong(50), sequence++, () -> {});
    heap.add(wakeUp);
    return wakeUp;
  }

  private List<WakeUp> emptied() {
    List<WakeUp> polled = new ArrayList<>();
    for (WakeUp next = heap.poll(); next != null; next = heap.poll()) {
      polled.add(next);
    }
    return polled;
  }

  /** Compared with what sorting a list gives. */
  @Test
  void they_come_in_order_whatever_was_taken_out_before() {
    for (int round = 0; round < 50; round++) {
      List<WakeUp> left = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        left.add(added());
        if (random.nextInt(3) == 0) {
          WakeUp removed = left.remove(random.nextInt(left.size()));
          heap.remove(removed);
          heap.remove(removed);
        }
      }
      left.sort(
          Comparator.<WakeUp>comparingLong(each -> each.atNanos)
              .thenComparingLong(each -> each.sequence));
      assertThat(heap.size()).isEqualTo(left.size());
      assertThat(emptied()).isEqualTo(left);
    }
  }
}
