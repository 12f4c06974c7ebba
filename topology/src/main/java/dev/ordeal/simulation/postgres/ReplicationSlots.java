package dev.ordeal.simulation.postgres;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The physical replication slots of a data directory, each with how far its standby has come. */
public final class ReplicationSlots {
  private final SortedMap<String, Long> positions = new TreeMap<>();

  /** The slots that there are. */
  public SortedSet<String> names() {
    return new TreeSet<>(positions.keySet());
  }

  public boolean contains(String name) {
    return positions.containsKey(name);
  }

  void create(String name, long position) {
    positions.put(name, position);
  }

  public void drop(String name) {
    positions.remove(name);
  }

  /** The standby of a slot has come so far; nothing where the slot is gone. */
  void advance(String name, long position) {
    positions.computeIfPresent(name, (slot, before) -> position);
  }

  void clear() {
    positions.clear();
  }
}
