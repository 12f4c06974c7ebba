package dev.ordeal.containers.probes;

import dev.ordeal.environment.Probes.Rows;
import dev.ordeal.evidence.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Sums up the numbers of one writer. */
final class RowList {
  private RowList() {}

  /**
   * @param numbers in the order in which the rows were made
   */
  static Rows of(Collection<Long> numbers) {
    TreeSet<Long> present = new TreeSet<>();
    TreeSet<Long> twice = new TreeSet<>();
    boolean inOrder = true;
    long before = Long.MIN_VALUE;
    for (long number : numbers) {
      if (!present.add(number)) {
        twice.add(number);
      }
      inOrder &= number >= before;
      before = number;
    }
    return new Rows(ranges(present), List.copyOf(twice), inOrder);
  }

  private static List<Range> ranges(TreeSet<Long> numbers) {
    List<Range> ranges = new ArrayList<>();
    for (long number : numbers) {
      Range last = ranges.isEmpty() ? null : ranges.getLast();
      if (last != null && last.to() + 1 == number) {
        ranges.set(ranges.size() - 1, new Range(last.from(), number));
      } else {
        ranges.add(new Range(number, number));
      }
    }
    return List.copyOf(ranges);
  }
}
