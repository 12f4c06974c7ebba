package dev.ordeal.checks;

import java.util.List;
import java.util.stream.Collectors;

/** Verdicts as rows of plain text, for whoever prints or attaches them. */
public record VerdictTable(List<Row> rows, Outcome overall) {
  public VerdictTable {
    rows = List.copyOf(rows);
  }

  /**
   * One promise.
   *
   * @param found the figures, with their units
   * @param words why it came out so
   */
  public record Row(String promise, String bound, Outcome outcome, String found, String words) {}

  public static VerdictTable of(List<Verdict> verdicts) {
    return new VerdictTable(
        verdicts.stream()
            .map(v -> new Row(v.promise(), v.bound(), v.outcome(), found(v.figures()), v.words()))
            .toList(),
        Judge.overall(verdicts));
  }

  private static String found(List<Figure> figures) {
    return figures.stream().map(VerdictTable::text).collect(Collectors.joining(", "));
  }

  /** {@code writes out 3.402 s}. */
  static String text(Figure figure) {
    return figure.name() + " " + figure.text();
  }
}
