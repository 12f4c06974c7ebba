package dev.ordeal.trials;

import dev.ordeal.containers.measures.AgentUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Whether something that agents hold grows over the rounds of a soak: the median of the last third
 * of all readings beside that of the second third, of all nodes together. The first third is left
 * out, since Java still compiles then. Medians, since an agent that was killed begins anew with
 * little.
 *
 * @param what memory, threads or open files
 * @param unit as it follows upon a number; empty for mere counts
 * @param second the median of the second third
 * @param last the median of the last third
 * @param most the most that was read at any time
 * @param limit by how much more {@code last} may be than {@code second}
 */
public record AgentGrowth(
    String what, String unit, double second, double last, double most, double limit) {
  /** Fewer rounds than this say nothing. */
  public static final int LEAST_ROUNDS = 9;

  private static final double MEBIBYTE = 1 << 20;
  private static final int MEMORY_LIMIT = 8;
  private static final int THREADS_LIMIT = 8;
  private static final int FILES_LIMIT = 16;

  /**
   * Of memory, threads and open files; empty where there are too few rounds.
   *
   * @param rounds what every agent used after each round, in their order
   */
  public static List<AgentGrowth> of(List<List<AgentUse>> rounds) {
    if (rounds.size() < LEAST_ROUNDS) {
      return List.of();
    }
    return List.of(
        of("memory", " MiB", rounds, use -> use.use().memoryBytes(), MEBIBYTE, MEMORY_LIMIT),
        of("threads", "", rounds, AgentUse::threads, 1, THREADS_LIMIT),
        of("open files", "", rounds, AgentUse::openFiles, 1, FILES_LIMIT));
  }

  private static AgentGrowth of(
      String what,
      String unit,
      List<List<AgentUse>> rounds,
      ToLongFunction<AgentUse> reading,
      double one,
      double limit) {
    int third = rounds.size() / 3;
    double[] second = readings(rounds.subList(third, 2 * third), reading, one);
    double[] last = readings(rounds.subList(2 * third, rounds.size()), reading, one);
    double most = Arrays.stream(readings(rounds, reading, one)).max().orElse(0);
    Median median = Median.withDefaults();
    return new AgentGrowth(what, unit, median.evaluate(second), median.evaluate(last), most, limit);
  }

  private static double[] readings(
      List<List<AgentUse>> rounds, ToLongFunction<AgentUse> reading, double one) {
    List<Double> all = new ArrayList<>();
    rounds.forEach(round -> round.forEach(use -> all.add(reading.applyAsLong(use) / one)));
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Whether it grew by more than it may. */
  public boolean isLeak() {
    return last - second > limit;
  }
}
