package dev.ordeal.environment;

import dev.ordeal.environment.Probes.Rows;
import dev.ordeal.evidence.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Sums up the numbers of one writer, in containers and in simulation. */
public final class RowSummary {
  private RowSummary() {}

  /**
   * The sum of {@code numbers}.
   *
   * @param numbers in the order in which the rows were made
   */
  public static Rows of(List<Long> numbers) {
    return rises(numbers) ? new Rows(ranges(numbers), List.of(), true) : sorted(numbers);
  }

  private static boolean rises(List<Long> numbers) {
    long before = Long.MIN_VALUE;
    for (long number : numbers) {
      if (number <= before) {
        return false;
      }
      before = number;
    }
    return true;
  }

  private static Rows sorted(List<Long> numbers) {
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

  /** The ranges that rising numbers make. */
  private static List<Range> ranges(Iterable<Long> numbers) {
    List<Range> ranges = new ArrayList<>();
    long from = 0;
    long to = -1;
    boolean any = false;
    for (long number : numbers) {
      if (any && to + 1 != number) {
        ranges.add(new Range(from, to));
      }
      from = any && to + 1 == number ? from : number;
      to = number;
      any = true;
    }
    if (any) {
      ranges.add(new Range(from, to));
    }
    return List.copyOf(ranges);
  }
}
