package dev.ordeal.checks;

import dev.ordeal.analysis.Run;
import dev.ordeal.analysis.Span;
import dev.ordeal.analysis.WriteSpan;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.Phase;
import dev.ordeal.evidence.Sensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Theorem: at no instant do more than {@code atMost} nodes commit writes; the leader key never
 * passes from one node to another without having been free between them; and no two nodes write on
 * one timeline.
 *
 * <p>A node surely takes writes from the answer of the first to the sending of the last of a row of
 * committed writes, probes' and clients', that no probe without a commit interrupts. Only instants
 * at which nodes surely took writes count, so a handover within the time of one write is no
 * conviction.
 *
 * <p>Blind where the commit sensor of a node said nothing for longer than 1 s while writes were
 * committed and the run was warm (a refusal and an answer that does not come are samples), where
 * nobody was seen to commit, and where the leader key was not watched.
 */
public record LeadersAtOnce(int atMost) implements Check {
  public LeadersAtOnce {
    Bounds.atLeast("leaders-at-once", atMost, 1);
  }

  @Override
  public String promise() {
    return "leaders-at-once";
  }

  @Override
  public String bound() {
    return "at most " + atMost;
  }

  @Override
  public Verdict judge(Run run) {
    Evidence evidence = run.evidence();
    var findings = new Findings(this, run);
    int most = judgeOverlaps(run, findings);
    judgeHandovers(run, findings);
    judgeTimelines(run, findings);
    findings.figure("leaders at once", most, "1");
    if (run.writeSpans().isEmpty()) {
      findings.blind("Nobody was seen to commit a write");
    } else {
      long from =
          Math.max(
              run.writeSpans().getFirst().firstSentNs(), run.startOf(Phase.WARM_UP).orElse(0L));
      long to = run.commits().getLast().atNs();
      for (String node : evidence.run().nodes()) {
        findings.needSensor(Sensor.COMMIT, node, from, to);
      }
      findings.needWatch(from, to);
    }
    return findings.verdict(
        "At no instant that was seen did more than %d nodes commit writes".formatted(most));
  }

  /** The largest number of nodes that surely took writes at one instant. */
  private int judgeOverlaps(Run run, Findings findings) {
    int most = run.writeSpans().isEmpty() ? 0 : 1;
    for (WriteSpan span : run.writeSpans()) {
      List<Seen> overlaps = new ArrayList<>();
      for (WriteSpan other : run.writeSpans()) {
        overlapSeenFrom(span, other).ifPresent(o -> overlaps.add(new Seen(other.node(), o)));
      }
      TreeSet<String> nodes = fullest(overlaps);
      nodes.add(span.node());
      most = Math.max(most, nodes.size());
      if (nodes.size() > atMost) {
        long from = overlaps.stream().mapToLong(o -> o.both().fromNs()).min().orElse(0);
        long to = overlaps.stream().mapToLong(o -> o.both().toNs()).max().orElse(0);
        String both = String.join(" and ", nodes);
        findings.convict(both + " committed writes at the same time, " + Words.from(from, to));
        findings.witness(both + " committed writes", List.copyOf(nodes), from, to);
      }
    }
    return most;
  }

  private record Seen(String node, Span both) {}

  /** The nodes at the instant that most overlaps share; one always begins there. */
  private static TreeSet<String> fullest(List<Seen> overlaps) {
    TreeSet<String> fullest = new TreeSet<>();
    for (Seen start : overlaps) {
      long at = start.both().fromNs();
      var nodes = new TreeSet<String>();
      overlaps.stream().filter(o -> o.both().overlaps(at, at)).forEach(o -> nodes.add(o.node()));
      if (nodes.size() > fullest.size()) {
        fullest = nodes;
      }
    }
    return fullest;
  }

  /** Each instant of overlap is told once: by the span that began later. */
  private static Optional<Span> overlapSeenFrom(WriteSpan span, WriteSpan other) {
    boolean later =
        other.firstSentNs() < span.firstSentNs()
            || (other.firstSentNs() == span.firstSentNs()
                && other.node().compareTo(span.node()) < 0);
    if (!later || other.node().equals(span.node())) {
      return Optional.empty();
    }
    return span.overlap(other);
  }

  private static void judgeHandovers(Run run, Findings findings) {
    var changes = run.leaders().changes();
    for (int i = 1; i < changes.size(); i++) {
      Optional<String> before = changes.get(i - 1).leader();
      Optional<String> after = changes.get(i).leader();
      if (before.isPresent() && after.isPresent() && !before.equals(after)) {
        long at = changes.get(i).atNs();
        String words =
            "The leader key passed from %s to %s at %s without having been free"
                .formatted(before.get(), after.get(), Words.at(at));
        findings.convict(words);
        findings.witness(words, List.of(before.get(), after.get()), changes.get(i - 1).atNs(), at);
      }
    }
  }

  private static void judgeTimelines(Run run, Findings findings) {
    TreeMap<Integer, TreeMap<String, WriteSpan.Commit>> writers = new TreeMap<>();
    for (WriteSpan.Commit commit : run.commits()) {
      commit
          .timeline()
          .ifPresent(timeline ->
              writers
                  .computeIfAbsent(timeline, any -> new TreeMap<>())
                  .putIfAbsent(commit.node(), commit));
    }
    writers.forEach((timeline, nodes) -> {
      if (nodes.size() > 1) {
        long from = nodes.values().stream().mapToLong(c -> c.sentNs()).min().orElseThrow();
        long to = nodes.values().stream().mapToLong(c -> c.atNs()).max().orElseThrow();
        String words =
            "%s wrote on the same timeline %d, the last of them first at %s"
                .formatted(String.join(" and ", nodes.keySet()), timeline, Words.at(to));
        findings.convict(words);
        findings.witness(words, List.copyOf(nodes.keySet()), from, to);
      }
    });
  }
}
