package dev.ordeal.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A binary heap of wake-ups by (time, sequence); the busiest structure of a simulated world. */
final class WakeUps {
  private @Nullable WakeUp[] heap = new @Nullable WakeUp[256];
  private int size;

  int size() {
    return size;
  }

  void add(WakeUp added) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      WakeUp above = get(parent);
      if (!added.isBefore(above)) {
        break;
      }
      heap[at] = above;
      at = parent;
    }
    heap[at] = added;
  }

  /** The first by time and sequence; null where there is none. */
  @Nullable WakeUp poll() {
    if (size == 0) {
      return null;
    }
    WakeUp first = get(0);
    WakeUp last = get(--size);
    heap[size] = null;
    if (size > 0) {
      sink(last);
    }
    return first;
  }

  private void sink(WakeUp sinking) {
    int at = 0;
    int half = size >>> 1;
    while (at < half) {
      int child = 2 * at + 1;
      WakeUp below = get(child);
      if (child + 1 < size && get(child + 1).isBefore(below)) {
        below = get(++child);
      }
      if (!below.isBefore(sinking)) {
        break;
      }
      heap[at] = below;
      at = child;
    }
    heap[at] = sinking;
  }

  private WakeUp get(int at) {
    WakeUp found = heap[at];
    if (found == null) {
      throw new IllegalStateException("a hole in the heap");
    }
    return found;
  }
}
