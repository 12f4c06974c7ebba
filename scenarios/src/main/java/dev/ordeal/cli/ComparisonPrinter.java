package dev.ordeal.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import dev.ordeal.trials.FigureSummary;
import dev.ordeal.trials.Played;
import dev.ordeal.trials.SetSummary;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The times of several agents, or of one in both worlds, side by side, the first against each of
 * the others.
 */
final class ComparisonPrinter {
  private final PrintWriter out;

  ComparisonPrinter(PrintWriter out) {
    this.out = out;
  }

  /**
   * One time of one scenario.
   *
   * @param byPlayer in the order of the agents; empty where an agent's trials never gave it
   */
  private record Row(String scenario, String figure, List<Optional<FigureSummary>> byPlayer) {}

  void print(List<Played> all) {
    List<SetSummary> summaries = SetSummary.each(all);
    List<String> players =
        summaries.stream().map(summary -> summary.set().player()).distinct().toList();
    List<Row> rows = rows(summaries, players);
    out.println();
    if (!rows.isEmpty()) {
      out.println("least / median / worst (trials)");
      out.println(table(rows, players));
    }
    summaries.forEach(summary -> out.println(TrialWords.outcomes(summary)));
    all.stream()
        .filter(played -> !played.held())
        .forEach(played -> out.println("Again: " + played.set().again(played.seed())));
  }

  private static List<Row> rows(List<SetSummary> summaries, List<String> players) {
    List<Row> rows = new ArrayList<>();
    for (String scenario : summaries.stream().map(each -> each.set().name()).distinct().toList()) {
      List<SetSummary> those =
          summaries.stream().filter(each -> each.set().name().equals(scenario)).toList();
      List<String> figures =
          those.stream()
              .flatMap(ComparisonPrinter::times)
              .map(FigureSummary::figure)
              .distinct()
              .toList();
      String named = scenario;
      for (String figure : figures) {
        rows.add(
            new Row(
                named,
                figure,
                players.stream().map(player -> find(those, player, figure)).toList()));
        named = "";
      }
    }
    return rows;
  }

  private static Optional<FigureSummary> find(
      List<SetSummary> summaries, String player, String figure) {
    return summaries.stream()
        .filter(summary -> summary.set().player().equals(player))
        .flatMap(ComparisonPrinter::times)
        .filter(each -> each.figure().equals(figure))
        .findFirst();
  }

  private static Stream<FigureSummary> times(SetSummary summary) {
    return summary.figures().stream().filter(figure -> figure.unit().equals(TrialWords.SECONDS));
  }

  private static String table(List<Row> rows, List<String> players) {
    List<ColumnData<Row>> columns = new ArrayList<>();
    columns.add(
        new Column().header("scenario").dataAlign(HorizontalAlign.LEFT).with(Row::scenario));
    columns.add(new Column().header("time").dataAlign(HorizontalAlign.LEFT).with(Row::figure));
    for (int i = 0; i < players.size(); i++) {
      int agent = i;
      columns.add(
          new Column()
              .header(players.get(i))
              .with(row -> row.byPlayer().get(agent).map(ComparisonPrinter::words).orElse("-")));
      if (i > 0) {
        columns.add(new Column().header("ratio").with(row -> ratio(row, agent)));
      }
    }
    return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, rows, columns);
  }

  private static String words(FigureSummary figure) {
    return String.format(
        Locale.ROOT,
        "%.3f / %.3f / %.3f s (%d)",
        figure.min(),
        figure.median(),
        figure.max(),
        figure.trials());
  }

  /** How many times the median of the first agent the median of another is. */
  private static String ratio(Row row, int agent) {
    Optional<FigureSummary> ours = row.byPlayer().getFirst().filter(first -> first.median() > 0);
    Optional<FigureSummary> theirs = row.byPlayer().get(agent);
    return ours.isPresent() && theirs.isPresent()
        ? String.format(Locale.ROOT, "%.1f", theirs.get().median() / ours.get().median())
        : "";
  }
}
