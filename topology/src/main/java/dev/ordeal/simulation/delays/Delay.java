package dev.ordeal.simulation.delays;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long something takes: a distribution by evenly spaced quantiles, from the least to the most,
 * straight between two neighbours.
 */
public final class Delay {
  private static final int PARTS = 8;
  private final long[] quantiles;

  /**
   * @param microseconds two or more, rising
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Delay(List<Long> microseconds) {
    if (microseconds.size() < 2) {
      throw new IllegalArgumentException("a distribution has two quantiles or more");
    }
    quantiles = new long[microseconds.size()];
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = microseconds.get(i) * 1000;
      if (i > 0 && quantiles[i] < quantiles[i - 1]) {
        throw new IllegalArgumentException("quantiles rise: " + microseconds);
      }
    }
  }

  /**
   * The distribution of measured times, by nine quantiles.
   *
   * @param microseconds one or more, in any order
   */
  public static Delay of(List<Long> microseconds) {
    List<Long> sorted = microseconds.stream().sorted().toList();
    List<Long> quantiles = new ArrayList<>();
    for (int i = 0; i <= PARTS; i++) {
      quantiles.add(sorted.get(Math.round((sorted.size() - 1) * (float) i / PARTS)));
    }
    return new Delay(quantiles);
  }

  /** One drawn delay, in nanoseconds. */
  public long draw(RandomGenerator random) {
    double place = random.nextDouble() * (quantiles.length - 1);
    int below = (int) place;
    return quantiles[below] + (long) ((quantiles[below + 1] - quantiles[below]) * (place - below));
  }

  /** The median, in nanoseconds. */
  public long median() {
    int twice = quantiles.length - 1;
    return (quantiles[twice / 2] + quantiles[(twice + 1) / 2]) / 2;
  }

  /** The quantiles in microseconds, from the least to the most. */
  @JsonValue
  public List<Long> microseconds() {
    return Arrays.stream(quantiles).map(nanos -> nanos / 1000).boxed().toList();
  }
}
