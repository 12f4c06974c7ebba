package dev.ordeal.simulation;

import dev.ordeal.names.Lsn;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The write-ahead log of one server and what follows from it. Entries are unique in the whole
 * environment, so that two logs agree up to their first difference and nowhere after.
 */
final class Log {
  private static final long FIRST_BYTE = 0x300_0000;
  private static final long ENTRY_BYTES = 0x100;

  private final List<Entry> entries = new ArrayList<>();
  private final SortedMap<String, Long> latest = new TreeMap<>();
  private final SortedMap<String, Long> registers = new TreeMap<>();

  /**
   * @param serial unique in the environment
   */
  record Entry(long serial, int timeline, Change change) {}

  int length() {
    return entries.size();
  }

  Lsn end() {
    return new Lsn(FIRST_BYTE + ENTRY_BYTES * entries.size());
  }

  void add(Entry entry) {
    entries.add(entry);
    apply(entry.change());
  }

  /** The largest number of {@code writer}; 0 where there is none. */
  long latest(String writer) {
    return latest.getOrDefault(writer, 0L);
  }

  long register(String key) {
    return registers.getOrDefault(key, 0L);
  }

  /** The numbers of {@code writer} in the order in which they were written. */
  List<Long> numbers(String writer) {
    List<Long> numbers = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.change() instanceof Change.Append append && append.writer().equals(writer)) {
        numbers.add(append.number());
      }
    }
    return numbers;
  }

  /** How many entries both logs have in common, from the first on. */
  int commonWith(Log other) {
    int low = 0;
    int high = Math.min(length(), other.length());
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (entries.get(middle - 1).serial() == other.entries.get(middle - 1).serial()) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Takes over what {@code other} has beyond this log, which must be its beginning. */
  void copyFrom(Log other) {
    for (int i = length(); i < other.length(); i++) {
      add(other.entries.get(i));
    }
  }

  /** Forgets everything after the first {@code length} entries. */
  void truncate(int length) {
    entries.subList(length, entries.size()).clear();
    latest.clear();
    registers.clear();
    entries.forEach(entry -> apply(entry.change()));
  }

  /** The length of the log without its last {@code rows} appended rows. */
  int lengthWithoutLast(int rows) {
    int length = entries.size();
    int left = rows;
    while (length > 0 && left > 0) {
      length--;
      if (entries.get(length).change() instanceof Change.Append) {
        left--;
      }
    }
    return length;
  }

  private void apply(Change change) {
    switch (change) {
      case Change.Append append -> latest.merge(append.writer(), append.number(), Math::max);
      case Change.SetRegister set -> registers.put(set.key(), set.value());
      case Change.Probe probe -> {}
      case Change.Promotion promotion -> {}
    }
  }
}
