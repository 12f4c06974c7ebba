package dev.ordeal.analysis;

import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.OperationKind;
import dev.ordeal.evidence.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the events of a run add up to; computed once, used by checks and pages alike.
 *
 * @param endNs the last instant of the evidence
 * @param ended how the run ended; empty when the evidence breaks off
 */
public record Run(
    Evidence evidence,
    long endNs,
    Optional<Event.RunEnded> ended,
    Leaders leaders,
    List<FaultSpan> faults,
    List<WriteSpan.Commit> commits,
    List<WriteSpan> writeSpans,
    List<Event.ClientOperation> operations,
    Silences silences) {
  /** The path of clients that go through the proxy's primary port. */
  public static final String PRIMARY = "primary";

  /** The path of clients that go through the proxy's replica port. */
  public static final String REPLICAS = "replicas";

  public static Run of(Evidence evidence) {
    long endNs = evidence.events().stream().mapToLong(Event::atNs).max().orElse(0);
    List<WriteSpan.Commit> commits = WriteSpan.commits(evidence);
    return new Run(
        evidence,
        endNs,
        evidence.of(Event.RunEnded.class).reduce((first, second) -> second),
        Leaders.of(evidence, endNs),
        FaultSpan.of(evidence),
        commits,
        WriteSpan.of(evidence, commits),
        evidence.of(Event.ClientOperation.class).toList(),
        new Silences(evidence));
  }

  /** Operations that were answered, of one kind, by one path. */
  public List<Event.ClientOperation> answered(String path, OperationKind kind) {
    return operations.stream()
        .filter(o -> o.outcome() == ClientOutcome.OK && o.kind() == kind && o.path().equals(path))
        .toList();
  }

  /** Writes that were acknowledged through the proxy's primary port, in order of the answers. */
  public List<Event.ClientOperation> acknowledgedWrites() {
    return operations.stream()
        .filter(o -> o.outcome() == ClientOutcome.OK && o.path().equals(PRIMARY))
        .filter(o -> WriteSpan.isWrite(o.kind()))
        // Many tasks write events down, each a little after the instant that it tells.
        .sorted(Comparator.comparingLong(Event.ClientOperation::atNs))
        .toList();
  }

  public Optional<Long> startOf(Phase phase) {
    return evidence
        .of(Event.PhaseStarted.class)
        .filter(started -> started.phase() == phase)
        .map(Event.PhaseStarted::atNs)
        .findFirst();
  }

  /** When settling ended: collecting began, or else the evidence ends. */
  public long settledNs() {
    return startOf(Phase.COLLECT).orElse(endNs);
  }

  /** The instant the first fault was asked for. */
  public Optional<Long> firstFaultNs() {
    return faults.stream().map(FaultSpan::askedNs).findFirst();
  }

  /** When the last fault was taken away again; empty when none was. */
  public Optional<Long> lastHealNs() {
    return faults.stream().flatMap(f -> f.healedNs().stream()).max(Long::compare);
  }
}
