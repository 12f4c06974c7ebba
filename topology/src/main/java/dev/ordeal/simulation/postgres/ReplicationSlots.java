package dev.ordeal.simulation.postgres;

import java.util.SortedSet;
import java.util.TreeSet;

/** The physical replication slots of a data directory; not imitated is the log that they retain. */
public final class ReplicationSlots {
  private final SortedSet<String> slots = new TreeSet<>();

  /** The slots that there are. */
  public SortedSet<String> names() {
    return new TreeSet<>(slots);
  }

  public boolean contains(String name) {
    return slots.contains(name);
  }

  public void create(String name) {
    slots.add(name);
  }

  public void drop(String name) {
    slots.remove(name);
  }

  void clear() {
    slots.clear();
  }
}
