package dev.ordeal.checks;

import dev.ordeal.analysis.Leaders.Handover;
import dev.ordeal.analysis.Run;
import java.util.List;

/** What checks say of the leader key's way from node to node. */
final class KeyPassing {
  private KeyPassing() {}

  /** {@code The leader key passed from node1 to node2 from 3.100 s to 3.500 s}. */
  static String words(Handover handover) {
    return "The leader key passed from %s to %s %s"
        .formatted(
            handover.from().node(),
            handover.to().node(),
            Words.from(handover.from().toNs(), handover.to().fromNs()));
  }

  /** Shows it among the findings. */
  static void witness(Findings findings, Handover handover, String words) {
    findings.witness(
        words,
        List.of(handover.from().node(), handover.to().node()),
        handover.from().toNs(),
        handover.to().fromNs());
  }

  /** Without a watch on the key from the first leader on, nothing is known. */
  static void needWatch(Findings findings, Run run) {
    var spans = run.leaders().spans();
    findings.needWatch(spans.isEmpty() ? 0 : spans.getFirst().fromNs(), run.settledNs());
  }
}
