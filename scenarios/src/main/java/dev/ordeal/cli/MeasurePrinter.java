package dev.ordeal.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import dev.ordeal.checks.Outcome;
import dev.ordeal.trials.measures.AtRest;
import dev.ordeal.trials.measures.Calibration;
import dev.ordeal.trials.measures.Milliseconds;
import dev.ordeal.trials.measures.SimulationUse;
import dev.ordeal.trials.measures.Slip;
import dev.ordeal.trials.measures.Throughput;
import dev.ordeal.trials.measures.Turnover;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What was measured, as a person reads it. */
final class MeasurePrinter {
  private static final List<Double> QUANTILES = List.of(50.0, 90.0, 99.0, 99.9, 100.0);

  private MeasurePrinter() {}

  static void print(Calibration found, PrintWriter out) {
    out.println(
        table(
            found.rows(),
            List.of(
                number("planted", row -> Milliseconds.of(row.planted())),
                number("measured", row -> Milliseconds.of(row.measured())),
                number("error", MeasurePrinter::error))));
    out.printf(
        Locale.ROOT,
        "worst error %s: %s ±%d ms%n",
        Milliseconds.signed(found.worst()),
        found.isGood() ? "within" : "NOT within",
        Calibration.TOLERANCE.toMillis());
  }

  private static String error(Calibration.Row row) {
    return row.outcome() == Outcome.PASS ? Milliseconds.signed(row.error()) : "could not say";
  }

  static void print(AtRest found, PrintWriter out) {
    List<AtRest.Part> rows = new ArrayList<>(found.parts());
    rows.add(found.total());
    rows.addAll(found.agents());
    out.println(
        table(
            rows,
            List.of(
                text("part", AtRest.Part::name),
                number("memory", row -> row.memoryBytes() == 0 ? "" : mebibytes(row.memoryBytes())),
                number("sensors closed", row -> percent(row.closed())),
                number("sensors open", row -> percent(row.open())),
                number("the sensors", row -> percent(row.sensors())))));
    AtRest.Part total = found.total();
    out.println("processor time in percent of one core");
    out.printf(
        "memory %s: %s %s%n",
        mebibytes(total.memoryBytes()),
        total.memoryBytes() <= AtRest.MEMORY_LIMIT ? "within" : "NOT within",
        mebibytes(AtRest.MEMORY_LIMIT));
    out.printf(
        "the sensors cost %s of one core: %s %s%n",
        percent(total.sensors()),
        total.sensors() <= AtRest.SENSORS_LIMIT ? "within" : "NOT within",
        percent(AtRest.SENSORS_LIMIT));
    out.printf(
        "an agent holds at most %s: %s %s%n",
        mebibytes(found.agentMemoryBytes()),
        found.agentMemoryBytes() <= AtRest.AGENT_MEMORY_LIMIT ? "within" : "NOT within",
        mebibytes(AtRest.AGENT_MEMORY_LIMIT));
    out.printf(
        "an agent costs at most %s of one core: %s %s%n",
        percent(found.agentCores()),
        found.agentCores() <= AtRest.AGENT_LIMIT ? "within" : "NOT within",
        percent(AtRest.AGENT_LIMIT));
    out.printf(
        "an agent is ready %s s after its start at the latest, of %d starts: %s %s s%n",
        thousandths(found.slowestStart()),
        found.starts().size(),
        found.slowestStart().compareTo(AtRest.START_LIMIT) <= 0 ? "within" : "NOT within",
        thousandths(AtRest.START_LIMIT));
  }

  static void print(Turnover found, PrintWriter out) {
    out.println(
        table(
            found.rows(),
            List.of(
                text("seconds", Turnover.Row::what),
                number("times", row -> String.valueOf(row.times().size())),
                number("least", row -> thousandths(row.least())),
                number("median", row -> thousandths(row.median())),
                number("most", row -> thousandths(row.most())),
                number("limit", row -> thousandths(row.limit())),
                text("", row -> row.isGood() ? "within" : "NOT within"))));
  }

  private static String thousandths(Duration time) {
    return String.format(Locale.ROOT, "%.3f", seconds(time));
  }

  static void print(SimulationUse.Block block, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%d plays: %d simulated seconds in %.1f s (%.1f s of processor time), %.0f for each%n",
        block.plays(),
        block.simulated().toSeconds(),
        seconds(block.wall()),
        seconds(block.processor()),
        block.speed());
    out.flush();
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  static void print(SimulationUse found, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "speed %.0f simulated seconds a second and core: %s %.0f%n",
        found.speed(),
        found.speed() >= SimulationUse.SPEED_LIMIT ? "at least" : "NOT at least",
        SimulationUse.SPEED_LIMIT);
    out.printf(
        Locale.ROOT,
        "a play holds %.1f MiB at its end: %s %s%n",
        found.played() / (double) (1 << 20),
        found.played() <= SimulationUse.PLAY_LIMIT ? "within" : "NOT within",
        mebibytes(SimulationUse.PLAY_LIMIT));
    out.printf(
        Locale.ROOT,
        "%d plays left %+d KiB behind: %s %d KiB%n",
        found.playsBetween(),
        found.growth() >> 10,
        found.growth() <= SimulationUse.GROWTH_LIMIT ? "within" : "NOT within",
        SimulationUse.GROWTH_LIMIT >> 10);
  }

  static void print(Throughput found, PrintWriter out) {
    out.println(
        table(
            found.rounds(),
            List.of(
                number("through links", row -> perSecond(row.throughLinks())),
                number("without links", row -> perSecond(row.withoutLinks())),
                number("ratio", row -> ratio(row.ratio())))));
    out.printf(
        "through links %s, without %s, ratio %s (the median round)%n",
        perSecond(found.median().throughLinks()),
        perSecond(found.median().withoutLinks()),
        ratio(found.median().ratio()));
  }

  static void print(Slip found, PrintWriter out) {
    out.println(
        table(
            QUANTILES,
            List.of(
                text("of all writes", quantile -> words(quantile)),
                number("late by at most", quantile -> Milliseconds.of(found.atMost(quantile))))));
    out.printf(
        "%d writes sent, %d not sent, %d failed: %s%n",
        found.late().getTotalCount(),
        found.notSent(),
        found.failed(),
        found.isGood() ? "the schedule did not slip" : "the schedule SLIPPED");
  }

  private static String words(double quantile) {
    return quantile == 100
        ? "all"
        : String.format(Locale.ROOT, "%.1f", quantile).replaceFirst("\\.0$", "") + " %";
  }

  private static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }

  private static String perSecond(double writes) {
    return String.format(Locale.ROOT, "%.0f/s", writes);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static <T> String table(List<T> rows, List<ColumnData<T>> columns) {
    return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, rows, columns);
  }

  private static <T> ColumnData<T> number(String header, Function<T, String> cell) {
    return column(header, HorizontalAlign.RIGHT, cell);
  }

  private static <T> ColumnData<T> text(String header, Function<T, String> cell) {
    return column(header, HorizontalAlign.LEFT, cell);
  }

  private static <T> ColumnData<T> column(
      String header, HorizontalAlign align, Function<T, String> cell) {
    return new Column().header(header).headerAlign(align).dataAlign(align).with(cell);
  }
}
