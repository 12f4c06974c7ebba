package dev.ordeal.allure;

import dev.ordeal.analysis.WriteLatency;
import dev.ordeal.checks.Expected;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.checks.VerdictTable;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a result says in words. The categories of {@link ResultsFolder} are found by them. */
final class Words {
  private Words() {}

  static String outcome(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  /** {@code writes-out: fail, as expected}. */
  static String headline(Verdict verdict, Expected expected) {
    List<Outcome> wanted = expected.of(verdict.promise());
    String words = wanted.stream().map(Words::outcome).collect(Collectors.joining(" or "));
    String beside =
        expected.isSurprise(verdict)
            ? ", expected " + words
            : wanted.size() > 1
                ? ", expected are " + words
                : wanted.contains(Outcome.PASS) ? "" : ", as expected";
    return verdict.promise() + ": " + outcome(verdict.outcome()) + beside;
  }

  /** A line for a run that was broken off, and one for each verdict that nobody expected. */
  static String surprises(Evidence evidence, List<Verdict> verdicts, Expected expected) {
    List<String> lines = new ArrayList<>();
    brokenOff(evidence).ifPresent(reason -> lines.add("harness: " + reason));
    verdicts.stream()
        .filter(expected::isSurprise)
        .forEach(verdict -> lines.add(headline(verdict, expected) + ". " + verdict.words()));
    return String.join("\n", lines);
  }

  /** Why the run did not come to its end; empty where it did. */
  static Optional<String> brokenOff(Evidence evidence) {
    List<Event.RunEnded> ends = evidence.of(Event.RunEnded.class).toList();
    if (ends.isEmpty()) {
      return Optional.of("the run was cut short, it has no end");
    }
    var end = ends.getLast();
    return end.completed() ? Optional.empty() : Optional.of("broken off, " + end.reason());
  }

  /**
   * The verdicts as a table of plain text, each with its words below it, and how long clients
   * waited.
   */
  static String table(Evidence evidence, List<Verdict> verdicts) {
    VerdictTable table = VerdictTable.of(verdicts);
    var text = new StringBuilder("overall: " + outcome(table.overall()) + "\n\n");
    for (VerdictTable.Row row : table.rows()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-12s  %-28s  %-24s  %s%n",
              outcome(row.outcome()),
              row.promise(),
              row.bound(),
              row.found()));
      text.append("              ").append(row.words()).append(System.lineSeparator());
    }
    text.append(System.lineSeparator()).append(WriteLatency.of(evidence).words());
    return text.append(System.lineSeparator()).toString();
  }
}
