package dev.ordeal.simulation.postgres;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What transactions see: the records that have been applied, in the order of the log. */
final class Tables {
  private final Map<String, Rows> rows = new HashMap<>();
  private final Map<String, Long> registers = new HashMap<>();
  private int applied;

  private static final class Rows {
    long[] numbers = new long[16];
    int size;
    long latest;

    void add(long number) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
      }
      numbers[size++] = number;
      latest = Math.max(latest, number);
    }
  }

  /** How many records have been applied. */
  int applied() {
    return applied;
  }

  /** Applies what ends at {@code position} or before it. */
  void applyTo(WriteAheadLog log, long position) {
    while (applied < log.size() && log.at(applied).end() <= position) {
      apply(log.at(applied).change());
      applied++;
    }
  }

  /** Begins anew. */
  void clear() {
    rows.clear();
    registers.clear();
    applied = 0;
  }

  private void apply(Change change) {
    switch (change) {
      case Change.Append(String writer, long number) -> {
        rows.computeIfAbsent(writer, none -> new Rows()).add(number);
      }
      case Change.SetRegister(String key, long value) -> registers.put(key, value);
      case Change.Probe probe -> {}
      case Change.Tables tables -> {}
      case Change.EndOfRecovery end -> {}
      case Change.Checkpoint checkpoint -> {}
    }
  }

  /** The largest number of {@code writer}; 0 where there is none. */
  long latest(String writer) {
    Rows own = rows.get(writer);
    return own == null ? 0 : own.latest;
  }

  long register(String key) {
    return registers.getOrDefault(key, 0L);
  }

  /** The numbers of {@code writer} in the order in which they were written. */
  List<Long> numbers(String writer) {
    Rows own = rows.get(writer);
    return own == null ? List.of() : Arrays.stream(own.numbers, 0, own.size).boxed().toList();
  }
}
