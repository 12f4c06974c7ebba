package dev.ordeal.simulation.postgres;

import java.util.ArrayList;
import java.util.List;

/** The records of one data directory. None is ever removed at its beginning. */
final class WriteAheadLog {
  /** About where the log of a new cluster ends: well within its first segment. */
  static final long FIRST_BYTE = 0x1B9_0000;

  private final List<LogRecord> records = new ArrayList<>();
  private long end = FIRST_BYTE;

  long end() {
    return end;
  }

  int size() {
    return records.size();
  }

  LogRecord at(int index) {
    return records.get(index);
  }

  /** Writes a change at its end. */
  LogRecord write(int timeline, Change change) {
    long start = end();
    var record = new LogRecord(timeline, start, start + change.bytes(), change);
    add(record);
    return record;
  }

  private void add(LogRecord record) {
    records.add(record);
    end = record.end();
  }

  /** Takes over a record of another log; one that it has already, or that does not fit, is not. */
  boolean take(LogRecord record) {
    if (record.start() != end()) {
      return false;
    }
    add(record);
    return true;
  }

  /** The index of the first record that begins at {@code position} or later. */
  int indexOf(long position) {
    int low = 0;
    int high = records.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (records.get(middle).start() < position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The records from one index to another, the last not included. */
  List<LogRecord> part(int from, int to) {
    return to - from == 1 ? List.of(records.get(from)) : List.copyOf(records.subList(from, to));
  }

  /** Forgets everything that ends after {@code position}. */
  void truncateTo(long position) {
    int keep = records.size();
    while (keep > 0 && records.get(keep - 1).end() > position) {
      keep--;
    }
    records.subList(keep, records.size()).clear();
    end = keep == 0 ? FIRST_BYTE : records.getLast().end();
  }

  /** Becomes what {@code other} is up to {@code position}. */
  void copy(WriteAheadLog other, long position) {
    records.clear();
    records.addAll(other.records);
    truncateTo(position);
  }
}
