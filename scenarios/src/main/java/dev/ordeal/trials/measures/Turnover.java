package dev.ordeal.trials.measures;

import java.time.Duration;
import java.util.List;
import org.apache.commons.statistics.descriptive.Median;

/** How long an environment takes to come, to be as new for the next trial, and to go. */
public record Turnover(List<Row> rows) {
  public Turnover {
    rows = List.copyOf(rows);
  }

  /**
   * One of them.
   *
   * @param times one or more, as measured
   * @param limit that the longest of them should keep
   */
  public record Row(String what, List<Duration> times, Duration limit) {
    public Row {
      times = times.stream().sorted().toList();
    }

    public Duration least() {
      return times.getFirst();
    }

    public Duration median() {
      double[] millis = times.stream().mapToDouble(Duration::toMillis).toArray();
      return Duration.ofMillis(Math.round(Median.withDefaults().evaluate(millis)));
    }

    public Duration most() {
      return times.getLast();
    }

    public boolean isGood() {
      return most().compareTo(limit) <= 0;
    }
  }

  public boolean isGood() {
    return rows.stream().allMatch(Row::isGood);
  }
}
