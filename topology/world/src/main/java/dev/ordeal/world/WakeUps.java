package dev.ordeal.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is due at later instants, by (time, sequence): actions ({@link Runnable}) and the turns of
 * tasks ({@link WakeUp}). The busiest structure of a simulated world. Nearly always a few dozen
 * wait and what is added comes soon, so the nearest stand sorted in an array, the first at its end:
 * to take one is free, and to add one moves a few neighbours. What does not fit waits in a heap.
 */
final class WakeUps {
  private static final int NEAR = 256;

  /** Time and sequence of each entry, side by side. */
  private final long[] keys = new long[2 * NEAR];

  private final @Nullable Object[] entries = new @Nullable Object[NEAR];
  private final FarWakeUps far = new FarWakeUps();
  private int near;

  int size() {
    return near + far.size();
  }

  /**
   * @param sequence higher than that of all that have been added
   */
  void add(long time, long sequence, Object added) {
    if (!far.isEmpty() && !far.isAfter(time, sequence)) {
      far.add(time, sequence, added);
      return;
    }
    if (near == NEAR) {
      sendAway(NEAR / 2);
      add(time, sequence, added);
      return;
    }
    int at = near;
    // What is added comes after all that have the same time.
    while (at > 0 && keys[2 * at - 2] <= time) {
      at--;
    }
    System.arraycopy(keys, 2 * at, keys, 2 * at + 2, 2 * (near - at));
    System.arraycopy(entries, at, entries, at + 1, near - at);
    keys[2 * at] = time;
    keys[2 * at + 1] = sequence;
    entries[at] = added;
    near++;
  }

  /** The time of the first; {@link Long#MAX_VALUE} where there is none. */
  long firstTime() {
    if (near == 0) {
      fetch();
    }
    return near == 0 ? Long.MAX_VALUE : keys[2 * near - 2];
  }

  /** The first by time and sequence; null where there is none. */
  @Nullable Object poll() {
    if (near == 0) {
      fetch();
    }
    if (near == 0) {
      return null;
    }
    Object first = entries[--near];
    entries[near] = null;
    return first;
  }

  /** Takes one out, wherever it is; one that is not there is no error. */
  void remove(WakeUp removed) {
    if (removed.place >= 0) {
      far.remove(removed);
      return;
    }
    int at = 0;
    while (at < near && entries[at] != removed) {
      at++;
    }
    if (at < near) {
      near--;
      System.arraycopy(keys, 2 * at + 2, keys, 2 * at, 2 * (near - at));
      System.arraycopy(entries, at + 1, entries, at, near - at);
      entries[near] = null;
    }
  }

  /** The {@code count} last go into the heap. */
  private void sendAway(int count) {
    for (int i = 0; i < count; i++) {
      Object last = entries[i];
      if (last != null) {
        far.add(keys[2 * i], keys[2 * i + 1], last);
      }
    }
    near -= count;
    System.arraycopy(keys, 2 * count, keys, 0, 2 * near);
    System.arraycopy(entries, count, entries, 0, near);
    Arrays.fill(entries, near, near + count, null);
  }

  /** The first of the heap come back, where nobody is near. */
  private void fetch() {
    int count = Math.min(NEAR / 2, far.size());
    for (int at = count - 1; at >= 0; at--) {
      keys[2 * at] = far.firstTime();
      keys[2 * at + 1] = far.firstSequence();
      entries[at] = far.poll();
    }
    near = count;
  }
}
