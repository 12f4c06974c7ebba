package dev.ordeal.checks;

import java.util.List;

/**
 * What a check found.
 *
 * @param words one or more sentences: why, in the manner of an explanation, naming nodes and
 *     instants
 * @param witnesses the events that prove it
 * @param figures the numbers that were found, for tables and pages; no page computes any other
 */
public record Verdict(
    String promise,
    String bound,
    Outcome outcome,
    String words,
    List<Witness> witnesses,
    List<Figure> figures) {
  public Verdict {
    witnesses = List.copyOf(witnesses);
    figures = List.copyOf(figures);
  }
}
