package dev.ordeal.analysis;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.FaultMark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A fault or an operation, with the instants of its marks. */
public record FaultSpan(
    int id,
    String fault,
    List<String> targets,
    long askedNs,
    Optional<Long> appliedNs,
    Optional<Long> healedNs,
    Optional<String> failure) {
  public FaultSpan {
    targets = List.copyOf(targets);
  }

  /** All of a run, in the order in which they were asked for. */
  static List<FaultSpan> of(Evidence evidence) {
    TreeMap<Integer, List<Event.FaultMarked>> marks = new TreeMap<>();
    evidence
        .of(Event.FaultMarked.class)
        .forEach(mark -> marks.computeIfAbsent(mark.id(), id -> new ArrayList<>()).add(mark));
    return marks.values().stream()
        .map(FaultSpan::of)
        .sorted(Comparator.comparingLong(FaultSpan::askedNs))
        .toList();
  }

  private static FaultSpan of(List<Event.FaultMarked> marks) {
    var first = marks.getFirst();
    List<String> targets =
        marks.stream().flatMap(mark -> mark.targets().stream()).distinct().toList();
    return new FaultSpan(
        first.id(),
        first.fault(),
        targets,
        first.atNs(),
        instant(marks, FaultMark.APPLIED),
        instant(marks, FaultMark.HEALED),
        marks.stream()
            .filter(mark -> mark.mark() == FaultMark.FAILED)
            .map(Event.FaultMarked::words)
            .findFirst());
  }

  private static Optional<Long> instant(List<Event.FaultMarked> marks, FaultMark kind) {
    return marks.stream()
        .filter(mark -> mark.mark() == kind)
        .map(Event.FaultMarked::atNs)
        .findFirst();
  }

  /** Whether it was in force, or just gone for {@code graceNs}, at some instant of the span. */
  public boolean inForce(long fromNs, long toNs, long graceNs) {
    long until = healedNs.map(healed -> healed + graceNs).orElse(Long.MAX_VALUE);
    return askedNs <= toNs && fromNs <= until;
  }

  /** {@code power-off node1}; many targets in few words. */
  public String words() {
    return targets.isEmpty() ? fault : fault + " " + TargetWords.brief(targets);
  }

  /** Whether {@code member} is one of the targets, or a part or a link of it is. */
  public boolean concerns(String member) {
    return targets.stream().anyMatch(target -> names(target).contains(member));
  }

  private static List<String> names(String target) {
    return List.of(target.split("[ /:]|->"));
  }
}
