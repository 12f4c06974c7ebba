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
import java.util.function.Function;

/** What trials add up to, as a person reads it at their end. */
final class TrialsPrinter {
  private final PrintWriter out;

  TrialsPrinter(PrintWriter out) {
    this.out = out;
  }

  /** One figure of one set; scenario and agent are named in the first row of a set only. */
  private record Row(String scenario, String agent, FigureSummary figure) {}

  void print(List<Played> all) {
    List<SetSummary> summaries = SetSummary.each(all);
    List<Row> rows = rows(summaries);
    out.println();
    if (!rows.isEmpty()) {
      out.println(table(rows));
    }
    summaries.forEach(summary -> out.println(TrialWords.outcomes(summary)));
    List<Played> bad = all.stream().filter(played -> !played.held()).toList();
    for (Played played : bad) {
      out.println("Again: " + played.set().again(played.seed()));
    }
  }

  private static List<Row> rows(List<SetSummary> summaries) {
    List<Row> rows = new ArrayList<>();
    for (SetSummary summary : summaries) {
      String scenario = summary.set().name();
      String agent = summary.set().player();
      for (FigureSummary figure : summary.figures()) {
        if (figure.unit().equals(TrialWords.SECONDS)) {
          rows.add(new Row(scenario, agent, figure));
          scenario = "";
          agent = "";
        }
      }
    }
    return rows;
  }

  private static String table(List<Row> rows) {
    return AsciiTable.getTable(
        AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS,
        rows,
        List.of(
            column("scenario", HorizontalAlign.LEFT, Row::scenario),
            column("agent", HorizontalAlign.LEFT, Row::agent),
            column("time", HorizontalAlign.LEFT, row -> row.figure().figure()),
            column("trials", HorizontalAlign.RIGHT, row -> Integer.toString(row.figure().trials())),
            column("least", HorizontalAlign.RIGHT, row -> seconds(row.figure().min())),
            column("median", HorizontalAlign.RIGHT, row -> seconds(row.figure().median())),
            column("worst", HorizontalAlign.RIGHT, row -> seconds(row.figure().max()))));
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f s", value);
  }

  private static ColumnData<Row> column(
      String header, HorizontalAlign align, Function<Row, String> cell) {
    return new Column().header(header).headerAlign(align).dataAlign(align).with(cell);
  }
}
