package dev.ordeal.checks;

import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.OperationKind;
import java.util.List;
import java.util.Optional;

/**
 * Theorem: before the first fault each replica serves its equal share of the reads through the
 * replica port, give or take the fraction {@code within} of that share. Round robin deals
 * connections out in turn and least connections fills up the emptiest, so equal shares are right
 * for both. After a fault shares are no promise: a client keeps its connection when a node returns.
 * The first connections to servers that have just come up are not dealt evenly (HAProxy gave one of
 * two replicas 7 of the first 10), so a promise wants many more connections than that.
 *
 * <p>Blind where the balancing is of another kind, where there are not two replicas behind a known
 * leader, where the leader key was not watched, and where fewer than 200 reads were answered.
 */
public record ReadsBalanced(double within) implements Check {
  public ReadsBalanced {
    Bounds.fraction("reads-balanced", within);
  }

  @Override
  public String promise() {
    return "reads-balanced";
  }

  @Override
  public String bound() {
    return "within " + Words.percent(within) + " of equal shares";
  }

  private static final long FLOOR = 200;
  private static final List<String> EVEN = List.of("roundrobin", "leastconn");

  @Override
  public Verdict judge(Run run) {
    Evidence evidence = run.evidence();
    var findings = new Findings(this, run);
    long until = run.firstFaultNs().orElse(run.settledNs());
    List<Event.ClientOperation> reads =
        run.answered(Run.REPLICAS, OperationKind.READ_LATEST).stream()
            .filter(read -> read.atNs() < until)
            .toList();
    findings.needAtLeast(FLOOR, reads.size(), "reads were answered before the first fault");
    if (!EVEN.contains(evidence.run().balance())) {
      findings.blind(
          "The balancing is '" + evidence.run().balance() + "', which promises no shares");
    }
    findings.needWatch(reads.isEmpty() ? 0 : reads.getFirst().sentNs(), until);
    Optional<String> leader = run.leaders().at(until);
    List<String> replicas =
        evidence.run().nodes().stream().filter(n -> !leader.equals(Optional.of(n))).toList();
    if (leader.isEmpty() || replicas.size() < 2) {
      findings.blind("There were not two replicas behind a known leader");
      return findings.verdict("");
    }
    if (!reads.isEmpty()) {
      judgeShares(reads, replicas, until, findings);
    }
    return findings.verdict("Every replica served its share of the reads");
  }

  private void judgeShares(
      List<Event.ClientOperation> reads, List<String> replicas, long until, Findings findings) {
    double equal = 1.0 / replicas.size();
    for (String node : replicas) {
      long served = reads.stream().filter(r -> r.servedBy().equals(Optional.of(node))).count();
      double share = (double) served / reads.size();
      findings.figure("reads by " + node, share * 100, "%");
      if (Math.abs(share - equal) > within * equal && reads.size() >= FLOOR) {
        String words =
            "%s served %s of %d reads, not %s"
                .formatted(node, Words.percent(share), reads.size(), Words.percent(equal));
        findings.convict(words);
        findings.witness(words, List.of(node), reads.getFirst().sentNs(), until);
      }
    }
  }
}
