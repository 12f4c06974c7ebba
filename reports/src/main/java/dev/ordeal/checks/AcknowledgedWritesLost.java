package dev.ordeal.checks;

import dev.ordeal.analysis.FaultSpan;
import dev.ordeal.analysis.HeldAtTheEnd;
import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.OperationKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Theorem: of the appends that were acknowledged at least {@code atLeast} and at most {@code
 * atMost} are not there at the end; those that are there stand once and in the order of their
 * acknowledgement; and no append is there that surely failed.
 *
 * <p>The end is what the last holder of the leader key holds of each writer after everything was
 * healed. How far the loss reaches back counts from the acknowledgement of the earliest lost write
 * to the next fault after it.
 *
 * <p>Blind where nobody held the key at the end, where the final rows of a writer are missing, and
 * where fewer than 100 appends were acknowledged.
 */
public record AcknowledgedWritesLost(long atLeast, long atMost) implements Check {
  public AcknowledgedWritesLost {
    Bounds.range("acknowledged-writes-lost", atLeast, atMost);
  }

  @Override
  public String promise() {
    return "acknowledged-writes-lost";
  }

  @Override
  public String bound() {
    return Words.between(atLeast, atMost);
  }

  private static final long FLOOR = 100;

  @Override
  public Verdict judge(Run run) {
    var findings = new Findings(this, run);
    List<Event.ClientOperation> appends =
        run.operations().stream().filter(o -> o.kind() == OperationKind.APPEND).toList();
    List<Event.ClientOperation> acknowledged =
        appends.stream().filter(o -> o.outcome() == ClientOutcome.OK).toList();
    findings.needAtLeast(FLOOR, acknowledged.size(), "appends were acknowledged");
    findings.figure("writes acknowledged", acknowledged.size(), "1");
    Optional<HeldAtTheEnd> end = HeldAtTheEnd.of(run);
    if (end.isEmpty()) {
      findings.blind("Nobody held the leader key at the end");
      return findings.verdict("");
    }
    HeldAtTheEnd held = end.get();
    for (String writer : new TreeSet<>(acknowledged.stream().map(o -> o.key()).toList())) {
      if (!held.rows().containsKey(writer)) {
        findings.blind(
            "What " + held.leader() + " holds of " + writer + " was not read at the end");
      }
    }
    judgeLost(run, acknowledged, held, findings);
    judgeOrder(held, findings);
    judgeGhosts(appends, held, findings);
    return findings.verdict(
        "%d of %d acknowledged writes are missing on %s"
            .formatted(lost(acknowledged, held).size(), acknowledged.size(), held.leader()));
  }

  private static List<Event.ClientOperation> lost(
      List<Event.ClientOperation> acknowledged, HeldAtTheEnd held) {
    return acknowledged.stream()
        .filter(append -> held.knows(append) && !held.has(append))
        .sorted(Comparator.comparingLong(Event.ClientOperation::atNs))
        .toList();
  }

  private void judgeLost(
      Run run, List<Event.ClientOperation> acknowledged, HeldAtTheEnd held, Findings findings) {
    String leader = held.leader();
    List<Event.ClientOperation> lost = lost(acknowledged, held);
    findings.figure("writes lost", lost.size(), "1");
    String words = "No acknowledged write is missing on " + leader;
    if (!lost.isEmpty()) {
      var first = lost.getFirst();
      var last = lost.getLast();
      words =
          "%d acknowledged writes are missing on %s, acknowledged %s by %s"
              .formatted(
                  lost.size(),
                  leader,
                  Words.from(first.atNs(), last.atNs()),
                  String.join(
                      " and ",
                      new TreeSet<>(lost.stream().flatMap(o -> o.servedBy().stream()).toList())));
      Optional<FaultSpan> next =
          run.faults().stream().filter(f -> faultNs(f) >= first.atNs()).findFirst();
      if (next.isPresent()) {
        long before = faultNs(next.get()) - first.atNs();
        findings.figure("loss reaches back", before / 1e6, "ms");
        words += ", the first %d ms before %s".formatted(before / 1_000_000, next.get().words());
      }
      List<String> nodes = new ArrayList<>(first.servedBy().stream().toList());
      nodes.add(leader);
      findings.witness(words, nodes, first.atNs(), last.atNs());
    }
    if (lost.size() > atMost) {
      findings.convict(words);
    } else if (lost.size() < atLeast && acknowledged.stream().allMatch(held::knows)) {
      findings.convict(words + ", though at least " + atLeast + " were to be lost");
    }
  }

  private static long faultNs(FaultSpan fault) {
    return fault.appliedNs().orElse(fault.askedNs());
  }

  private static void judgeOrder(HeldAtTheEnd end, Findings findings) {
    String leader = end.leader();
    for (Event.FinalRows held : end.rows().values()) {
      if (!held.twice().isEmpty()) {
        String words =
            "%s holds %d numbers of %s more than once, %d first"
                .formatted(leader, held.twice().size(), held.writer(), held.twice().getFirst());
        findings.convict(words);
        findings.witness(words, List.of(leader), held.atNs(), held.atNs());
      }
      if (!held.inOrder()) {
        String words =
            "%s does not hold the numbers of %s in the order of their acknowledgement"
                .formatted(leader, held.writer());
        findings.convict(words);
        findings.witness(words, List.of(leader), held.atNs(), held.atNs());
      }
    }
  }

  /** Appends that surely failed, and no other try of the same number may have succeeded. */
  private static void judgeGhosts(
      List<Event.ClientOperation> appends, HeldAtTheEnd held, Findings findings) {
    String leader = held.leader();
    TreeMap<String, TreeSet<Long>> possible = new TreeMap<>();
    appends.stream()
        .filter(o -> o.outcome() != ClientOutcome.DEFINITE)
        .forEach(o ->
            o.value()
                .ifPresent(v -> possible.computeIfAbsent(o.key(), k -> new TreeSet<>()).add(v)));
    List<Event.ClientOperation> ghosts =
        appends.stream()
            .filter(o -> o.outcome() == ClientOutcome.DEFINITE && o.value().isPresent())
            .filter(held::has)
            .filter(o ->
                !possible.getOrDefault(o.key(), new TreeSet<>()).contains(o.value().orElseThrow()))
            .toList();
    findings.figure("writes that failed and are there", ghosts.size(), "1");
    if (!ghosts.isEmpty()) {
      var ghost = ghosts.getFirst();
      String words =
          "%d writes that surely failed are there on %s, first number %d of %s, refused at %s"
              .formatted(
                  ghosts.size(),
                  leader,
                  ghost.value().orElseThrow(),
                  ghost.key(),
                  Words.at(ghost.atNs()));
      findings.convict(words);
      findings.witness(words, List.of(leader), ghost.sentNs(), ghost.atNs());
    }
  }
}
