package dev.ordeal.analysis;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.CommitResult;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.OperationKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A row of committed writes of one node that no probe without a commit interrupts. The node
 * committed at an instant within every write, so it surely took writes from the answer of the first
 * to the sending of the last; a single write lies somewhere between its sending and its answer.
 *
 * @param firstSentNs when the first of them was sent
 * @param firstAtNs when the first of them was answered
 * @param lastSentNs when the last of them was sent
 * @param lastAtNs when the last of them was answered
 */
public record WriteSpan(
    String node, long firstSentNs, long firstAtNs, long lastSentNs, long lastAtNs, int writes) {

  /** A write that was acknowledged, by a probe or by a client; {@code timeline} where known. */
  public record Commit(String node, long sentNs, long atNs, Optional<Integer> timeline) {}

  private record Look(long sentNs, long atNs, boolean committed) {}

  static List<Commit> commits(Evidence evidence) {
    List<Commit> commits = new ArrayList<>();
    evidence
        .of(Event.CommitProbe.class)
        .filter(probe -> probe.result() == CommitResult.COMMITTED)
        .forEach(p -> commits.add(new Commit(p.node(), p.sentNs(), p.atNs(), p.timeline())));
    evidence
        .of(Event.ClientOperation.class)
        .filter(o -> o.outcome() == ClientOutcome.OK && isWrite(o.kind()))
        .forEach(o ->
            o.servedBy()
                .ifPresent(n -> commits.add(new Commit(n, o.sentNs(), o.atNs(), o.timeline()))));
    commits.sort(Comparator.comparingLong(Commit::atNs));
    return commits;
  }

  /** Whether it changes what the server holds. */
  public static boolean isWrite(OperationKind kind) {
    return switch (kind) {
      case APPEND, REGISTER_WRITE, COMPARE_AND_SET -> true;
      case READ_LATEST, REGISTER_READ -> false;
    };
  }

  static List<WriteSpan> of(Evidence evidence, List<Commit> commits) {
    TreeMap<String, List<Look>> byNode = new TreeMap<>();
    for (Commit commit : commits) {
      byNode
          .computeIfAbsent(commit.node(), node -> new ArrayList<>())
          .add(new Look(commit.sentNs(), commit.atNs(), true));
    }
    evidence
        .of(Event.CommitProbe.class)
        .filter(probe -> probe.result() != CommitResult.COMMITTED)
        .forEach(probe ->
            byNode
                .computeIfAbsent(probe.node(), node -> new ArrayList<>())
                .add(new Look(probe.sentNs(), probe.atNs(), false)));
    List<WriteSpan> spans = new ArrayList<>();
    byNode.forEach((node, looks) -> spans.addAll(spans(node, looks)));
    spans.sort(Comparator.comparingLong(WriteSpan::firstSentNs));
    return spans;
  }

  private static List<WriteSpan> spans(String node, List<Look> looks) {
    looks.sort(Comparator.comparingLong(Look::atNs));
    List<WriteSpan> spans = new ArrayList<>();
    List<Look> row = new ArrayList<>();
    for (Look look : looks) {
      if (look.committed()) {
        row.add(look);
      } else {
        close(node, row, spans);
      }
    }
    close(node, row, spans);
    return spans;
  }

  private static void close(String node, List<Look> row, List<WriteSpan> spans) {
    if (row.isEmpty()) {
      return;
    }
    long lastSent = row.stream().mapToLong(Look::sentNs).max().orElseThrow();
    long firstSent = row.stream().mapToLong(Look::sentNs).min().orElseThrow();
    spans.add(
        new WriteSpan(
            node, firstSent, row.getFirst().atNs(), lastSent, row.getLast().atNs(), row.size()));
    row.clear();
  }

  /** Whether there is an instant at which the node surely took writes. */
  public boolean isSure() {
    return firstAtNs <= lastSentNs;
  }

  /** The instants at which both nodes surely took writes; empty where there is no proof of it. */
  public Optional<Span> overlap(WriteSpan other) {
    if (isSure() && other.isSure()) {
      return both(firstAtNs, lastSentNs, other.firstAtNs, other.lastSentNs);
    }
    if (isSure()) {
      return other.isWithin(this)
          ? Optional.of(new Span(node, other.firstSentNs, other.lastAtNs))
          : Optional.empty();
    }
    return other.isSure() && isWithin(other)
        ? Optional.of(new Span(node, firstSentNs, lastAtNs))
        : Optional.empty();
  }

  private Optional<Span> both(long from, long to, long otherFrom, long otherTo) {
    long start = Math.max(from, otherFrom);
    long end = Math.min(to, otherTo);
    return start < end ? Optional.of(new Span(node, start, end)) : Optional.empty();
  }

  private boolean isWithin(WriteSpan sure) {
    return sure.firstAtNs < firstSentNs && lastAtNs < sure.lastSentNs;
  }
}
