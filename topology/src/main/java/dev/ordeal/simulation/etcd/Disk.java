package dev.ordeal.simulation.etcd;

import java.util.ArrayList;
import java.util.List;

/**
 * What a member of etcd has on its disk: its term and vote, its log from the first entry, and what
 * it has applied (really a snapshot and the log after it). Index 0 is before the first entry.
 */
final class Disk {
  long term;
  int votedFor = -1;
  long applied;
  final KeyValues keys = new KeyValues();
  private final List<Entry> log = new ArrayList<>();

  long last() {
    return log.size();
  }

  long termAt(long index) {
    return index == 0 ? 0 : log.get((int) index - 1).term();
  }

  Entry at(long index) {
    return log.get((int) index - 1);
  }

  void append(Entry entry) {
    log.add(entry);
  }

  /** The entries after {@code index}. */
  List<Entry> after(long index) {
    return index >= log.size() ? List.of() : List.copyOf(log.subList((int) index, log.size()));
  }

  void truncateAfter(long index) {
    log.subList((int) index, log.size()).clear();
  }
}
