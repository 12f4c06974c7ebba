package dev.ordeal.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap of what is far off, by (time, sequence). To compare two, nothing but two arrays is
 * read.
 */
final class FarWakeUps {
  private @Nullable Object[] entries = new @Nullable Object[16];
  private long[] times = new long[16];
  private long[] sequences = new long[16];
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Whether all that is here, and there is something, comes after this key. */
  boolean isAfter(long time, long sequence) {
    return isBefore(time, sequence, 0);
  }

  long firstTime() {
    return times[0];
  }

  long firstSequence() {
    return sequences[0];
  }

  void add(long time, long sequence, Object added) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size * 2);
      times = Arrays.copyOf(times, size * 2);
      sequences = Arrays.copyOf(sequences, size * 2);
    }
    rise(size++, time, sequence, added);
  }

  /** The first; there must be one. */
  Object poll() {
    Object first = get(0);
    take(0);
    if (first instanceof WakeUp wakeUp) {
      wakeUp.place = -1;
    }
    return first;
  }

  /** Takes out one that is here. */
  void remove(WakeUp removed) {
    take(removed.place);
    removed.place = -1;
  }

  private void take(int at) {
    Object last = get(--size);
    entries[size] = null;
    if (at == size) {
      return;
    }
    long time = times[size];
    long sequence = sequences[size];
    if (at > 0 && isBefore(time, sequence, (at - 1) >>> 1)) {
      rise(at, time, sequence, last);
    } else {
      sink(at, time, sequence, last);
    }
  }

  private boolean isBefore(long time, long sequence, int other) {
    return time != times[other] ? time < times[other] : sequence < sequences[other];
  }

  private void rise(int from, long time, long sequence, Object rising) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!isBefore(time, sequence, parent)) {
        break;
      }
      put(at, times[parent], sequences[parent], get(parent));
      at = parent;
    }
    put(at, time, sequence, rising);
  }

  private void sink(int from, long time, long sequence, Object sinking) {
    int at = from;
    int half = size >>> 1;
    while (at < half) {
      int child = 2 * at + 1;
      if (child + 1 < size && isBefore(times[child + 1], sequences[child + 1], child)) {
        child++;
      }
      if (isBefore(time, sequence, child)) {
        break;
      }
      put(at, times[child], sequences[child], get(child));
      at = child;
    }
    put(at, time, sequence, sinking);
  }

  private void put(int at, long time, long sequence, Object entry) {
    entries[at] = entry;
    times[at] = time;
    sequences[at] = sequence;
    if (entry instanceof WakeUp wakeUp) {
      wakeUp.place = at;
    }
  }

  private Object get(int at) {
    Object found = entries[at];
    if (found == null) {
      throw new IllegalStateException("a hole in the heap");
    }
    return found;
  }
}
