package dev.ordeal.checks;

import dev.ordeal.analysis.Leaders;
import dev.ordeal.analysis.Run;
import java.util.List;

/**
 * Theorem: the leader key passed to another node at most {@code atMost} times, whatever called for
 * it. For stories in which nothing that happens is a reason to change the leader.
 *
 * <p>Blind where the leader key was not watched.
 */
public record LeaderChanges(long atMost) implements Check {
  public LeaderChanges {
    Bounds.atLeast("leader-changes", atMost, 0);
  }

  @Override
  public String promise() {
    return "leader-changes";
  }

  @Override
  public String bound() {
    return "at most " + atMost;
  }

  @Override
  public Verdict judge(Run run) {
    var findings = new Findings(this, run);
    List<Leaders.Handover> handovers = run.leaders().handovers();
    for (Leaders.Handover handover : handovers) {
      String words =
          "The leader key passed from %s to %s %s"
              .formatted(
                  handover.from().node(),
                  handover.to().node(),
                  Words.from(handover.from().toNs(), handover.to().fromNs()));
      findings.witness(
          words,
          List.of(handover.from().node(), handover.to().node()),
          handover.from().toNs(),
          handover.to().fromNs());
      if (handovers.size() > atMost) {
        findings.convict(words);
      }
    }
    findings.figure("leader changes", handovers.size(), "1");
    long from = run.leaders().spans().isEmpty() ? 0 : run.leaders().spans().getFirst().fromNs();
    findings.needWatch(from, run.settledNs());
    return findings.verdict(
        "the leader key passed to another node %d times".formatted(handovers.size()));
  }
}
