package dev.ordeal.trials.measures;

import dev.ordeal.checks.Judge;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.checks.WritesOut;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.FaultMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Outages of known length beside what the check {@code writes-out}, which judges every run, finds
 * of them. The run is cut into pieces with one outage each, since the check tells the longest.
 */
public record Calibration(List<Row> rows) {
  /** By so much a measured outage may differ from the planted one. */
  public static final Duration TOLERANCE = Duration.ofMillis(15);

  private static final long BEFORE_NS = 1_000_000_000;
  private static final Duration ANY = Duration.ofMinutes(1);
  private static final String FIGURE = "writes out";

  /**
   * One outage.
   *
   * @param outcome PASS unless the check was blind, or could not measure
   */
  public record Row(Duration planted, Duration measured, Outcome outcome) {
    public Duration error() {
      return measured.minus(planted);
    }

    boolean isGood() {
      return outcome == Outcome.PASS && error().abs().compareTo(TOLERANCE) <= 0;
    }
  }

  public Calibration {
    rows = List.copyOf(rows);
  }

  /**
   * @param planted the true lengths, in the order in which the outages were asked for
   * @throws IllegalArgumentException when the evidence tells of another number of outages
   */
  public static Calibration of(Evidence evidence, List<Duration> planted) {
    List<Event.FaultMarked> asked =
        evidence
            .of(Event.FaultMarked.class)
            .filter(mark -> mark.mark() == FaultMark.ASKED)
            .toList();
    if (asked.size() != planted.size()) {
      throw new IllegalArgumentException(
          asked.size() + " outages were asked for and " + planted.size() + " planted");
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      long from = asked.get(i).atNs() - BEFORE_NS;
      long to = i + 1 < asked.size() ? asked.get(i + 1).atNs() - BEFORE_NS : Long.MAX_VALUE;
      rows.add(row(piece(evidence, from, to), planted.get(i)));
    }
    return new Calibration(rows);
  }

  /** The events of a time, with an end of its own where it is not the run's last. */
  private static Evidence piece(Evidence evidence, long fromNs, long toNs) {
    List<Event> events = new ArrayList<>();
    for (Event event : evidence.events()) {
      if (fromNs <= event.atNs() && event.atNs() < toNs) {
        events.add(event);
      }
    }
    if (toNs != Long.MAX_VALUE) {
      events.add(new Event.RunEnded(toNs, true, ""));
    }
    return new Evidence(evidence.run(), events);
  }

  private static Row row(Evidence piece, Duration planted) {
    Verdict verdict = Judge.judge(new WritesOut(ANY), piece);
    long measured =
        verdict.figures().stream()
            .filter(figure -> figure.name().equals(FIGURE))
            .mapToLong(figure -> Math.round(figure.value() * 1e9))
            .findFirst()
            .orElse(0);
    return new Row(planted, Duration.ofNanos(measured), verdict.outcome());
  }

  /** The error that is furthest from zero. */
  public Duration worst() {
    return rows.stream()
        .map(Row::error)
        .max(Comparator.comparing(Duration::abs))
        .orElse(Duration.ZERO);
  }

  /** Whether every outage was measured, within the tolerance; false where there was none. */
  public boolean isGood() {
    return !rows.isEmpty() && rows.stream().allMatch(Row::isGood);
  }
}
