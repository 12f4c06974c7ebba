package dev.ordeal.checks;

import dev.ordeal.analysis.HeldAtTheEnd;
import dev.ordeal.analysis.Run;
import dev.ordeal.analysis.WriteSpan;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.OperationKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Theorem: at most {@code atMost} timelines were left out of the history of those that came later.
 * A timeline was left out where 10 or more appends were acknowledged on it, none of them is there
 * at the end, and who was the next to acknowledge writes was never seen on it: a node that the
 * cluster had left behind came back and led on with old data. That is worse than the last moments
 * that asynchronous replication may lose.
 *
 * <p>Timelines on which writes were acknowledged for less than {@code lasting} do not count: until
 * a leader has written {@code history} nobody whom it does not reach can know of its timeline, and
 * a leader that is cut off from the store goes on for as long as its lease (at most the ttl after
 * the last renewal).
 *
 * <p>The end is what the last holder of the leader key holds after everything was healed.
 *
 * <p>Blind where nobody held the key at the end, where the final rows of a writer are missing,
 * where it is unknown on which timeline an append was acknowledged, where fewer than 100 appends
 * were, and where nobody looked at the servers.
 */
public record TimelinesLost(long atMost, Duration lasting) implements Check {
  public TimelinesLost {
    Bounds.atLeast("timelines-lost", atMost, 0);
    Bounds.notNegative("timelines-lost", lasting);
  }

  private static final long FLOOR = 100;
  private static final int FLOOR_OF_A_TIMELINE = 10;

  @Override
  public String promise() {
    return "timelines-lost";
  }

  @Override
  public String bound() {
    return "at most "
        + atMost
        + (lasting.isZero() ? "" : " of " + Words.duration(lasting) + " or longer");
  }

  @Override
  public Verdict judge(Run run) {
    var findings = new Findings(this, run);
    List<Event.ClientOperation> acknowledged =
        run.operations().stream()
            .filter(o -> o.kind() == OperationKind.APPEND && o.outcome() == ClientOutcome.OK)
            .toList();
    findings.needAtLeast(FLOOR, acknowledged.size(), "appends were acknowledged");
    Optional<HeldAtTheEnd> end = HeldAtTheEnd.of(run);
    if (end.isEmpty()) {
      findings.blind("Nobody held the leader key at the end");
      return findings.verdict("");
    }
    HeldAtTheEnd held = end.get();
    SortedMap<Integer, List<Event.ClientOperation>> byTimeline = new TreeMap<>();
    long unknown = 0;
    for (Event.ClientOperation append : acknowledged) {
      if (append.timeline().isPresent() && held.knows(append)) {
        byTimeline.computeIfAbsent(append.timeline().get(), _ -> new ArrayList<>()).add(append);
      } else {
        unknown++;
      }
    }
    if (unknown > 0) {
      findings.blind(
          "Of %d acknowledged appends the timeline or the writer's final rows are not known"
              .formatted(unknown));
    }
    run.evidence().run().nodes().stream()
        .filter(node ->
            run.evidence()
                .of(Event.ServerSample.class)
                .noneMatch(sample -> sample.node().equals(node)))
        .forEach(node -> findings.blind("Nobody looked at the server of " + node));
    int lost = judge(run, byTimeline, held, findings);
    return findings.verdict(
        "%d of %d timelines were left out of what %s holds"
            .formatted(lost, byTimeline.size(), held.leader()));
  }

  /** How many timelines are lost. */
  private int judge(
      Run run,
      SortedMap<Integer, List<Event.ClientOperation>> byTimeline,
      HeldAtTheEnd held,
      Findings findings) {
    List<String> lost = new ArrayList<>();
    byTimeline.forEach((timeline, appends) -> {
      long from = appends.getFirst().atNs();
      long to = appends.getLast().atNs();
      boolean counts = appends.size() >= FLOOR_OF_A_TIMELINE && to - from >= lasting.toNanos();
      if (counts && appends.stream().noneMatch(held::has) && !nextWasSeenOn(timeline, run)) {
        var nodes =
            new TreeSet<>(appends.stream().flatMap(append -> append.servedBy().stream()).toList());
        String words =
            "None of the %d writes that %s acknowledged on timeline %d, %s, is there on %s"
                .formatted(
                    appends.size(),
                    String.join(" and ", nodes),
                    timeline,
                    Words.from(from, to),
                    held.leader());
        lost.add(words);
        List<String> concerned = new ArrayList<>(nodes);
        concerned.add(held.leader());
        findings.witness(words, concerned, from, to);
      }
    });
    findings.figure("timelines lost", lost.size(), "1");
    if (lost.size() > atMost) {
      lost.forEach(findings::convict);
    }
    return lost.size();
  }

  /** Whether the first who wrote on a later timeline was ever seen on this one. */
  private static boolean nextWasSeenOn(int timeline, Run run) {
    Optional<String> next =
        run.commits().stream()
            .filter(commit -> commit.timeline().filter(later -> later > timeline).isPresent())
            .map(WriteSpan.Commit::node)
            .findFirst();
    return next.filter(node -> wasSeenOn(timeline, node, run)).isPresent();
  }

  private static boolean wasSeenOn(int timeline, String node, Run run) {
    Optional<Integer> wanted = Optional.of(timeline);
    return run.evidence()
            .of(Event.ServerSample.class)
            .anyMatch(sample -> sample.node().equals(node) && sample.timeline().equals(wanted))
        || run.commits().stream()
            .anyMatch(commit -> commit.node().equals(node) && commit.timeline().equals(wanted));
  }
}
