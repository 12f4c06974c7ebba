package dev.ordeal.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WakeUpsTest {
  private final SplittableRandom random = new SplittableRandom(7);
  private final WakeUps queue = new WakeUps();
  private final Waiter waiter;
  private long sequence;

  WakeUpsTest() {
    var baton = new Baton(1, Bounds.USUAL);
    var group = new SimulatedTaskGroup(baton, "group");
    waiter = new SimulatedTask(baton, group, "task", () -> {}).waiter();
  }

  private WakeUp added(long from) {
    var wakeUp = new WakeUp(from + random.nextLong(50), sequence++, waiter);
    queue.add(wakeUp.atNanos, wakeUp.sequence, wakeUp);
    return wakeUp;
  }

  private List<Object> emptied() {
    List<Object> polled = new ArrayList<>();
    for (Object next = queue.poll(); next != null; next = queue.poll()) {
      polled.add(next);
    }
    return polled;
  }

  private static WakeUp first(List<WakeUp> left) {
    return left.stream()
        .min(
            Comparator.<WakeUp>comparingLong(each -> each.atNanos)
                .thenComparingLong(each -> each.sequence))
        .orElseThrow();
  }

  /** Compared with what sorting a list gives, for more than stand near. */
  @Test
  void they_come_in_order_whatever_was_taken_out_before() {
    for (int round = 0; round < 20; round++) {
      List<WakeUp> left = new ArrayList<>();
      for (int i = 0; i < 1200; i++) {
        left.add(added(0));
        if (random.nextInt(3) == 0) {
          WakeUp removed = left.remove(random.nextInt(left.size()));
          queue.remove(removed);
          queue.remove(removed);
        }
      }
      left.sort(
          Comparator.<WakeUp>comparingLong(each -> each.atNanos)
              .thenComparingLong(each -> each.sequence));
      assertThat(queue.size()).isEqualTo(left.size());
      assertThat(emptied()).isEqualTo(List.<Object>copyOf(left));
    }
  }

  @Test
  void the_first_is_the_first_while_they_come_and_go() {
    List<WakeUp> left = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 20_000; i++) {
      boolean growing = i / 1000 % 2 == 0;
      if (left.isEmpty() || random.nextInt(10) < (growing ? 7 : 3)) {
        left.add(added(now));
      } else if (random.nextInt(4) == 0) {
        queue.remove(left.remove(random.nextInt(left.size())));
      } else {
        WakeUp expected = first(left);
        now = queue.firstTime();
        assertThat(now).isEqualTo(expected.atNanos);
        assertThat(queue.poll()).isSameAs(expected);
        left.remove(expected);
      }
    }
    assertThat(queue.size()).isEqualTo(left.size());
  }
}
