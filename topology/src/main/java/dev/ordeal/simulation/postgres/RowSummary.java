package dev.ordeal.simulation.postgres;

import dev.ordeal.environment.Probes.Rows;
import dev.ordeal.evidence.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Sums up the numbers of one writer. */
public final class RowSummary {
  private RowSummary() {}

  /**
   * @param numbers in the order in which the rows were made
   */
  /** The sum of {@code numbers}. */
  public static Rows of(List<Long> numbers) {
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
      if (!ranges.isEmpty() && ranges.getLast().to() + 1 == number) {
        ranges.set(ranges.size() - 1, new Range(ranges.getLast().from(), number));
      } else {
        ranges.add(new Range(number, number));
      }
    }
    return List.copyOf(ranges);
  }
}
