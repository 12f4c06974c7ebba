package dev.ordeal.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of wake-ups by (time, sequence); the busiest structure of a simulated world, hence
 * the times beside the entries: to compare two, nothing but two arrays is read.
 */
final class WakeUps {
  private @Nullable WakeUp[] entries = new @Nullable WakeUp[256];
  private long[] times = new long[256];
  private long[] sequences = new long[256];
  private int size;

  int size() {
    return size;
  }

  void add(WakeUp added) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size * 2);
      times = Arrays.copyOf(times, size * 2);
      sequences = Arrays.copyOf(sequences, size * 2);
    }
    rise(size++, added);
  }

  /** The first by time and sequence; null where there is none. */
  @Nullable WakeUp poll() {
    if (size == 0) {
      return null;
    }
    WakeUp first = get(0);
    take(0);
    first.place = -1;
    return first;
  }

  /** Takes one out, wherever it is; one that is not there is no error. */
  void remove(WakeUp removed) {
    if (removed.place >= 0) {
      take(removed.place);
      removed.place = -1;
    }
  }

  private void take(int at) {
    WakeUp last = get(--size);
    entries[size] = null;
    if (at == size) {
      return;
    }
    if (at > 0 && isBefore(last.atNanos, last.sequence, (at - 1) >>> 1)) {
      rise(at, last);
    } else {
      sink(at, last);
    }
  }

  private boolean isBefore(long time, long sequence, int other) {
    return time != times[other] ? time < times[other] : sequence < sequences[other];
  }

  private void rise(int from, WakeUp rising) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!isBefore(rising.atNanos, rising.sequence, parent)) {
        break;
      }
      put(at, get(parent));
      at = parent;
    }
    put(at, rising);
  }

  private void sink(int from, WakeUp sinking) {
    int at = from;
    int half = size >>> 1;
    while (at < half) {
      int child = 2 * at + 1;
      if (child + 1 < size && isBefore(times[child + 1], sequences[child + 1], child)) {
        child++;
      }
      if (!isBefore(times[child], sequences[child], sinking)) {
        break;
      }
      put(at, get(child));
      at = child;
    }
    put(at, sinking);
  }

  private static boolean isBefore(long time, long sequence, WakeUp other) {
    return time != other.atNanos ? time < other.atNanos : sequence < other.sequence;
  }

  private void put(int at, WakeUp wakeUp) {
    entries[at] = wakeUp;
    times[at] = wakeUp.atNanos;
    sequences[at] = wakeUp.sequence;
    wakeUp.place = at;
  }

  private WakeUp get(int at) {
    WakeUp found = entries[at];
    if (found == null) {
      throw new IllegalStateException("a hole in the heap");
    }
    return found;
  }
}
