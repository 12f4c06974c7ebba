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
      String words = KeyPassing.words(handover);
      KeyPassing.witness(findings, handover, words);
      if (handovers.size() > atMost) {
        findings.convict(words);
      }
    }
    findings.figure("leader changes", handovers.size(), "1");
    KeyPassing.needWatch(findings, run);
    return findings.verdict(
        "the leader key passed to another node %d times".formatted(handovers.size()));
  }
}
