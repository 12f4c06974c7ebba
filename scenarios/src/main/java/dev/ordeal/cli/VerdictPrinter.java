package dev.ordeal.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import dev.ordeal.analysis.WriteLatency;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.checks.VerdictTable;
import dev.ordeal.engine.Judgement;
import dev.ordeal.evidence.Evidence;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** The verdict as a person reads it at the end of a run. */
final class VerdictPrinter {
  private static final int WIDEST_CELL = 64;

  private final PrintWriter out;
  private final Ansi ansi;

  VerdictPrinter(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  /** The table, how long clients waited, and what came out otherwise than promised. */
  void print(Judgement judgement, Evidence evidence) {
    out.println();
    out.println(
        AsciiTable.getTable(
            AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS,
            VerdictTable.of(judgement.verdicts()).rows(),
            List.of(
                column("promise", VerdictTable.Row::promise),
                column("promised", VerdictTable.Row::bound),
                column("verdict", row -> word(row.outcome())),
                column("expected", row -> words(judgement.expected().of(row.promise()))),
                column("found", VerdictTable.Row::found))));
    out.println(WriteLatency.of(evidence).words());
    for (Verdict verdict : judgement.verdicts()) {
      if (verdict.outcome() != Outcome.PASS) {
        out.println(
            coloured(verdict.outcome(), verdict.promise() + " " + word(verdict.outcome()) + ".")
                + " "
                + verdict.words());
      }
    }
    if (!judgement.expected().because().isEmpty()) {
      out.println("Expected today: " + judgement.expected().because().strip());
    }
    out.println(summary(judgement));
  }

  private String summary(Judgement judgement) {
    String summary =
        switch (judgement.outcome()) {
          case PASS -> "Every promise held.";
          case INCONCLUSIVE -> "Inconclusive: something could not be seen.";
          case FAIL -> "A promise was broken.";
        };
    String surprise =
        judgement.surprises().isEmpty() ? "" : " Not as expected of this agent today.";
    return coloured(judgement.outcome(), summary) + surprise;
  }

  private String coloured(Outcome outcome, String text) {
    String style =
        switch (outcome) {
          case PASS -> "bold,green";
          case INCONCLUSIVE -> "bold,yellow";
          case FAIL -> "bold,red";
        };
    return ansi.string("@|" + style + " " + text.replace("|", "") + "|@");
  }

  private static String words(List<Outcome> outcomes) {
    return outcomes.stream().map(VerdictPrinter::word).collect(Collectors.joining(" or "));
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case PASS -> "held";
      case INCONCLUSIVE -> "inconclusive";
      case FAIL -> "broken";
    };
  }

  private static ColumnData<VerdictTable.Row> column(
      String header, Function<VerdictTable.Row, String> cell) {
    return new Column()
        .header(header.toLowerCase(Locale.ROOT))
        .headerAlign(HorizontalAlign.LEFT)
        .dataAlign(HorizontalAlign.LEFT)
        .maxWidth(WIDEST_CELL, OverflowBehaviour.NEWLINE)
        .with(cell);
  }
}
