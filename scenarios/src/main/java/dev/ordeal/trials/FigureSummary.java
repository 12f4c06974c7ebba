package dev.ordeal.trials;

import dev.ordeal.checks.Figure;
import dev.ordeal.checks.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.descriptive.Median;

/**
 * One figure over several trials of the same scenario. Trials in which a check did not find the
 * figure, or it is unknown, are left out of its count, so {@code trials} says how many the numbers
 * rest on.
 */
public record FigureSummary(
    String promise, String figure, String unit, int trials, double min, double median, double max) {

  /** The figures of all trials, in the order in which the first trial that has them gives them. */
  public static List<FigureSummary> of(List<List<Verdict>> trials) {
    Map<Key, List<Double>> values = new LinkedHashMap<>();
    for (List<Verdict> trial : trials) {
      for (Verdict verdict : trial) {
        for (Figure figure : verdict.figures().stream().filter(Figure::hasValue).toList()) {
          values
              .computeIfAbsent(
                  new Key(verdict.promise(), figure.name(), figure.unit()), _ -> new ArrayList<>())
              .add(figure.value());
        }
      }
    }
    return values.entrySet().stream()
        .map(entry -> summarize(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static FigureSummary summarize(Key key, List<Double> found) {
    double[] values = found.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new FigureSummary(
        key.promise,
        key.figure,
        key.unit,
        values.length,
        values[0],
        Median.withDefaults().evaluate(values),
        values[values.length - 1]);
  }

  private record Key(String promise, String figure, String unit) {}
}
