package dev.ordeal.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import dev.ordeal.trials.AgentChoice;
import dev.ordeal.trials.FigureSummary;
import dev.ordeal.trials.Played;
import dev.ordeal.trials.SetSummary;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The times of several agents side by side, the first against each of the others. */
final class ComparisonPrinter {
  private final PrintWriter out;

  ComparisonPrinter(PrintWriter out) {
    this.out = out;
  }

  /**
   * One time of one scenario.
   *
   * @param byAgent in the order of the agents; empty where an agent's trials never gave it
   */
  private record Row(String scenario, String figure, List<Optional<FigureSummary>> byAgent) {}

  void print(List<Played> all) {
    List<SetSummary> summaries = SetSummary.each(all);
    List<AgentChoice> agents =
        summaries.stream().map(summary -> summary.set().agent()).distinct().toList();
    List<Row> rows = rows(summaries, agents);
    out.println();
    if (!rows.isEmpty()) {
      out.println("least / median / worst (trials)");
      out.println(table(rows, agents));
    }
    summaries.forEach(summary -> out.println(TrialWords.outcomes(summary)));
    all.stream()
        .filter(played -> !played.held())
        .forEach(played -> out.println("Again: " + played.set().again(played.seed())));
  }

  private static List<Row> rows(List<SetSummary> summaries, List<AgentChoice> agents) {
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
                named, figure, agents.stream().map(agent -> find(those, agent, figure)).toList()));
        named = "";
      }
    }
    return rows;
  }

  private static Optional<FigureSummary> find(
      List<SetSummary> summaries, AgentChoice agent, String figure) {
    return summaries.stream()
        .filter(summary -> summary.set().agent().equals(agent))
        .flatMap(ComparisonPrinter::times)
        .filter(each -> each.figure().equals(figure))
        .findFirst();
  }

  private static Stream<FigureSummary> times(SetSummary summary) {
    return summary.figures().stream().filter(figure -> figure.unit().equals(TrialWords.SECONDS));
  }

  private static String table(List<Row> rows, List<AgentChoice> agents) {
    List<ColumnData<Row>> columns = new ArrayList<>();
    columns.add(
        new Column().header("scenario").dataAlign(HorizontalAlign.LEFT).with(Row::scenario));
    columns.add(new Column().header("time").dataAlign(HorizontalAlign.LEFT).with(Row::figure));
    for (int i = 0; i < agents.size(); i++) {
      int agent = i;
      columns.add(
          new Column()
              .header(agents.get(i).toString())
              .with(row -> row.byAgent().get(agent).map(ComparisonPrinter::words).orElse("-")));
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
    Optional<FigureSummary> ours = row.byAgent().getFirst().filter(first -> first.median() > 0);
    Optional<FigureSummary> theirs = row.byAgent().get(agent);
    return ours.isPresent() && theirs.isPresent()
        ? String.format(Locale.ROOT, "%.1f", theirs.get().median() / ours.get().median())
        : "";
  }
}
