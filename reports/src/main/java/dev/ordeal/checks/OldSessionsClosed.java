package dev.ordeal.checks;

import dev.ordeal.analysis.Leaders;
import dev.ordeal.analysis.LongSession;
import dev.ordeal.analysis.Run;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Theorem: a long-lived session that was served by a node from the first fault on, or later, is
 * closed within {@code within} of that node's loss of the leader key; one that ended before the
 * loss, as a proxy ends it when a node falls silent, was closed in time.
 *
 * <p>Blind where no long-lived session was served by a node that lost the key, where the watch on
 * the leader key was off, and where the run ended before the time was up.
 */
public record OldSessionsClosed(Duration within) implements Check {
  public OldSessionsClosed {
    Bounds.positive("old-sessions-closed", within);
  }

  @Override
  public String promise() {
    return "old-sessions-closed";
  }

  @Override
  public String bound() {
    return "within " + Words.duration(within);
  }

  @Override
  public Verdict judge(Run run) {
    var findings = new Findings(this, run);
    List<LongSession> sessions = LongSession.of(run);
    findings.needWatch(run.firstFaultNs().orElse(0L), run.settledNs());
    int concerned = 0;
    long slowest = 0;
    for (Leaders.Handover handover : run.leaders().handovers()) {
      String node = handover.from().node();
      long lost = handover.from().toNs();
      for (LongSession session : sessions) {
        if (session.path().equals(Run.PRIMARY)
            && session.node().equals(Optional.of(node))
            && session.livedWithin(run.firstFaultNs().orElse(0L), lost)) {
          concerned++;
          slowest = Math.max(slowest, judge(session, node, lost, run, findings));
        }
      }
    }
    if (concerned == 0) {
      findings.blind("No long-lived session was served by a node that lost the leader key");
    } else {
      findings.seconds("slowest closing", slowest);
    }
    findings.figure("old sessions", concerned, "1");
    return findings.verdict(
        "All %d sessions of nodes that lost the leader key were closed, the last after %s"
            .formatted(concerned, Words.duration(slowest)));
  }

  private long judge(LongSession session, String node, long lost, Run run, Findings findings) {
    long until = session.closedNs().orElse(run.settledNs());
    long open = Math.max(0, until - lost);
    String words =
        "%s, served by %s, was %s %s after %s had lost the leader key at %s"
            .formatted(
                session.name(),
                node,
                session.closedNs().isPresent() ? "closed" : "still open",
                Words.duration(open),
                node,
                Words.at(lost));
    if (open > within.toNanos()) {
      findings.convict(words);
      findings.witness(words, List.of(node), lost, until);
    } else if (session.closedNs().isEmpty()) {
      findings.blind(words + ", when the run ended");
    }
    return open;
  }
}
