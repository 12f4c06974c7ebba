package dev.ordeal.cli;

import dev.ordeal.checks.Outcome;
import dev.ordeal.trials.Played;
import dev.ordeal.trials.TrialSeries;
import dev.ordeal.trials.TrialSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Trials in the order in which they are played. */
record TrialTour(List<Stop> stops) {
  TrialTour {
    stops = List.copyOf(stops);
  }

  /** One trial to come. */
  record Stop(TrialSet set, long seed) {}

  /**
   * Every set plays {@code block} trials, then the next set, until each has played {@code count}.
   * Sets of one scenario meet the same seeds.
   *
   * @param block at least 1; {@code count} to play one set to its end before the next
   */
  static TrialTour inTurns(List<TrialSet> sets, long first, int count, int block) {
    List<Stop> stops = new ArrayList<>();
    for (int begin = 0; begin < count; begin += block) {
      for (TrialSet set : sets) {
        for (int i = begin; i < Math.min(count, begin + block); i++) {
          stops.add(new Stop(set, first + i));
        }
      }
    }
    return new TrialTour(stops);
  }

  /** Plays all of it, or as much as there was before an interruption. */
  List<Played> play(long first, Path folder, PrintWriter out) {
    out.println(stops.size() + " trials, seeds from " + first + " on, folder: " + folder);
    List<Played> all = new ArrayList<>();
    var lines = new TrialLines(out, stops.size());
    try (var series = new TrialSeries(folder, first);
        var _ = Interrupts.heeded(series::interrupt, series::close)) {
      for (Stop stop : stops) {
        if (!series.isInterrupted()) {
          lines.begins(stop.set(), stop.seed());
          Played played = series.play(stop.set(), stop.seed(), List.of());
          lines.ended(played);
          all.add(played);
        }
      }
    }
    return all;
  }

  /** The worst of what came out; 4 where not all could be played. */
  ExitCode exitCode(List<Played> all) {
    if (all.size() < stops.size()
        || all.stream().anyMatch(played -> played.judgement().isEmpty())) {
      return ExitCode.COULD_NOT_RUN;
    }
    return all.stream()
        .flatMap(played -> played.judgement().stream())
        .map(judgement -> judgement.outcome())
        .reduce(Outcome::worse)
        .map(ExitCode::of)
        .orElse(ExitCode.HELD);
  }
}
