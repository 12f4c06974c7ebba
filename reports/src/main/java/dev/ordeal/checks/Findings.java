package dev.ordeal.checks;

import dev.ordeal.analysis.FaultSpan;
import dev.ordeal.analysis.Run;
import dev.ordeal.analysis.Span;
import dev.ordeal.evidence.Sensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a check gathers on its way to a verdict: convictions, reasons why it was blind, witnesses,
 * figures. A conviction beats blindness; blindness beats a pass. Every check starts with what
 * blinds them all: a run that was broken off, and a fault that could not be applied.
 */
final class Findings {
  /** For how long a sensor may say nothing before a check counts as blind. */
  static final long MAX_SILENCE_NS = 1_000_000_000;

  private final Check check;
  private final Run run;
  private final List<String> convictions = new ArrayList<>();
  private final List<String> blind = new ArrayList<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();

  Findings(Check check, Run run) {
    this.check = check;
    this.run = run;
    run.ended()
        .ifPresentOrElse(
            ended -> {
              if (!ended.completed()) {
                blind(
                    "The run was broken off at " + Words.at(ended.atNs()) + ": " + ended.reason());
              }
            },
            () -> blind("The evidence breaks off at " + Words.at(run.endNs())));
    for (FaultSpan fault : run.faults()) {
      fault
          .failure()
          .ifPresent(why ->
              blind(
                  "%s, asked for at %s, failed: %s"
                      .formatted(fault.words(), Words.at(fault.askedNs()), why)));
    }
  }

  void convict(String sentence) {
    convictions.add(sentence);
  }

  void blind(String reason) {
    blind.add(reason);
  }

  void witness(String words, List<String> nodes, long fromNs, long toNs) {
    witnesses.add(new Witness(words, nodes, fromNs, toNs));
  }

  void figure(String name, double value, String unit) {
    figures.add(new Figure(name, value, unit));
  }

  void seconds(String name, long nanos) {
    figure(name, nanos / 1e9, "s");
  }

  /** A time for which nothing was seen. */
  void unknownSeconds(String name) {
    figures.add(Figure.unknown(name, "s"));
  }

  /** Blind when the leader key was not watched all through the window, or never seen held. */
  void needWatch(long fromNs, long toNs) {
    run.silences()
        .ofTheWatch(fromNs, toNs)
        .ifPresent(
            off -> blind("The leader key was not watched " + Words.from(off.fromNs(), off.toNs())));
    if (run.leaders().spans().isEmpty()) {
      blind("Nobody was ever seen to hold the leader key");
    }
  }

  /** Blind when {@code sensor} said nothing of {@code target} for too long within the window. */
  void needSensor(Sensor sensor, String target, long fromNs, long toNs) {
    run.silences()
        .of(sensor, target, fromNs, toNs, MAX_SILENCE_NS)
        .ifPresent(silence -> blind(Findings.silent(sensor, silence)));
  }

  private static String silent(Sensor sensor, Span silence) {
    return "The %s sensor said nothing of %s %s"
        .formatted(
            sensor.name().toLowerCase(Locale.ROOT),
            silence.node(),
            Words.from(silence.fromNs(), silence.toNs()));
  }

  void needAtLeast(long floor, long found, String what) {
    if (found < floor) {
      blind("Only %d %s, too few to say (%d are needed)".formatted(found, what, floor));
    }
  }

  /** Blind when no fault was applied, though the property speaks of what follows one. */
  void needFault() {
    if (run.faults().stream().noneMatch(fault -> fault.appliedNs().isPresent())) {
      blind("No fault was applied");
    }
  }

  /** The verdict; {@code held} is what to say where nothing speaks against the property. */
  Verdict verdict(String held) {
    Outcome outcome =
        !convictions.isEmpty()
            ? Outcome.FAIL
            : blind.isEmpty() ? Outcome.PASS : Outcome.INCONCLUSIVE;
    List<String> sentences =
        switch (outcome) {
          case FAIL -> convictions;
          case INCONCLUSIVE -> blind;
          case PASS -> List.of(held);
        };
    return new Verdict(
        check.promise(), check.bound(), outcome, sentences(sentences), witnesses, figures);
  }

  private static String sentences(List<String> sentences) {
    int shown = Math.min(sentences.size(), 5);
    String words = String.join(". ", sentences.subList(0, shown)) + ".";
    return sentences.size() == shown
        ? words
        : words + " And %d more.".formatted(sentences.size() - shown);
  }
}
