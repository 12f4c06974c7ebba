package dev.ordeal.pages;

import dev.ordeal.analysis.FaultSpan;
import dev.ordeal.analysis.Outage;
import dev.ordeal.analysis.Run;
import dev.ordeal.analysis.WriteSpan;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The lanes of a run's timeline, from top to bottom: faults, leader key, nodes, clients. */
final class Lanes {
  /** A sensor that says nothing for longer leaves a gap in the picture, too. */
  private static final long GAP_NS = 1_000_000_000;

  /** Marks closer than this share of the run cannot be told apart in the picture. */
  private static final int FINEST = 600;

  private final Run run;
  private final long finestNs;

  private Lanes(Run run) {
    this.run = run;
    this.finestNs = Math.max(1, run.endNs() / FINEST);
  }

  static List<Lane> of(Run run) {
    var lanes = new Lanes(run);
    List<Lane> found = new ArrayList<>();
    found.add(new Lane("faults", lanes.faults()));
    found.add(new Lane("leader key", lanes.leaderKey()));
    for (String node : run.evidence().run().nodes()) {
      found.add(new Lane(node, lanes.node(node)));
    }
    found.add(new Lane("clients", lanes.clients()));
    return found;
  }

  private List<Bar> faults() {
    List<Long> rowEnds = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    for (FaultSpan fault : run.faults()) {
      int row = 0;
      while (row < rowEnds.size() && rowEnds.get(row) > fault.askedNs()) {
        row++;
      }
      if (row == rowEnds.size()) {
        rowEnds.add(0L);
      }
      // A short fault is as wide as its words, so that the words of the next do not cover them.
      rowEnds.set(row, Math.max(end(fault), fault.askedNs() + run.endNs() / 6));
      rows.add(row);
    }
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      FaultSpan fault = run.faults().get(i);
      String words = fault.words() + fault.failure().map(failure -> " (failed)").orElse("");
      bars.add(new Bar(Hue.FAULT, fault.askedNs(), end(fault), rows.get(i), rowEnds.size(), words));
    }
    return bars;
  }

  /** A fault that was never healed lasts to the end; one that failed, no time at all. */
  private long end(FaultSpan fault) {
    return fault.healedNs().orElse(fault.failure().isPresent() ? fault.askedNs() : run.endNs());
  }

  private List<Bar> leaderKey() {
    return run.leaders().spans().stream()
        .map(span -> new Bar(Hue.KEY, span.fromNs(), span.toNs(), 0, 1, span.node()))
        .toList();
  }

  private List<Bar> node(String node) {
    List<Bar> bars = new ArrayList<>(roles(node));
    for (WriteSpan span : run.writeSpans()) {
      if (span.node().equals(node)) {
        bars.add(new Bar(Hue.COMMITS, span.firstSentNs(), span.lastAtNs(), 1, 2, ""));
      }
    }
    return bars;
  }

  /** One bar for each row of samples in which the server said the same of itself. */
  private List<Bar> roles(String node) {
    List<Bar> bars = new ArrayList<>();
    List<Event.ServerSample> samples =
        run.evidence().of(Event.ServerSample.class).filter(s -> s.node().equals(node)).toList();
    for (Event.ServerSample sample : samples) {
      Bar last = bars.isEmpty() ? null : bars.getLast();
      String words = role(sample);
      if (last != null && sample.sentNs() - last.toNs() > GAP_NS) {
        bars.add(new Bar(hue(sample), sample.sentNs(), sample.atNs(), 0, 2, words));
      } else if (last != null && last.words().equals(words)) {
        bars.set(bars.size() - 1, new Bar(last.hue(), last.fromNs(), sample.atNs(), 0, 2, words));
      } else {
        long from = last == null ? sample.sentNs() : last.toNs();
        bars.add(new Bar(hue(sample), from, sample.atNs(), 0, 2, words));
      }
    }
    return bars;
  }

  private static String role(Event.ServerSample sample) {
    String role =
        sample.reach() == Reach.ANSWERED ? sample.role().orElse("no role") : sample.reach().name();
    String timeline = sample.timeline().map(number -> ", timeline " + number).orElse("");
    return role.toLowerCase(Locale.ROOT) + timeline;
  }

  private static Hue hue(Event.ServerSample sample) {
    if (sample.reach() != Reach.ANSWERED) {
      return Hue.NO_ANSWER;
    }
    return sample.role().filter(role -> role.equalsIgnoreCase("primary")).isPresent()
        ? Hue.PRIMARY
        : Hue.REPLICA;
  }

  private List<Bar> clients() {
    List<Bar> bars = new ArrayList<>();
    bars.addAll(writes(Hue.ACKNOWLEDGED, o -> o.outcome() == ClientOutcome.OK));
    bars.addAll(writes(Hue.FAILED, o -> o.outcome() != ClientOutcome.OK));
    Optional<Outage> outage = Outage.longest(run).filter(longest -> longest.lengthNs() > 0);
    outage.ifPresent(longest -> {
      bars.add(out(longest));
      for (Outage.Part part : longest.phases()) {
        if (part.known()) {
          bars.add(new Bar(Hue.PART, part.fromNs(), part.toNs(), 2, 3, part.name()));
        }
      }
    });
    return bars;
  }

  private static Bar out(Outage outage) {
    String words =
        String.format(
            Locale.ROOT,
            outage.ended() ? "out %.3f s" : "out %.3f s, to the end",
            outage.lengthNs() / 1e9);
    return new Bar(Hue.OUT, outage.fromNs(), outage.toNs(), 0, 3, words);
  }

  /** The answers of writes through the primary port; those too close to be told apart are one. */
  private List<Bar> writes(Hue hue, Predicate<Event.ClientOperation> which) {
    List<Bar> bars = new ArrayList<>();
    int row = hue == Hue.FAILED ? 1 : 0;
    for (Event.ClientOperation operation : run.operations()) {
      if (!operation.path().equals(Run.PRIMARY)
          || !WriteSpan.isWrite(operation.kind())
          || !which.test(operation)) {
        continue;
      }
      long at = operation.atNs();
      if (!bars.isEmpty() && at - bars.getLast().toNs() <= finestNs) {
        bars.set(bars.size() - 1, new Bar(hue, bars.getLast().fromNs(), at, row, 3, ""));
      } else {
        bars.add(new Bar(hue, at, at, row, 3, ""));
      }
    }
    return bars;
  }
}
