package dev.ordeal.checks;

import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.OperationKind;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Theorem: before the first fault each replica has got its equal share of the connections through
 * the replica port, give or take the fraction {@code within} of that share. HAProxy deals out
 * connections, not reads: round robin in turn, least connections to the emptiest, so equal shares
 * are right for both. After a fault shares are no promise: who has a connection keeps it when a
 * node returns.
 *
 * <p>Blind where the balancing is of another kind, where there are not two replicas behind a known
 * leader, where the leader key was not watched, and where fewer than 50 connections got an answer:
 * the first ones to servers that have just come up are not dealt evenly (HAProxy gave one of two
 * replicas 7 of the first 10).
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
    return "within " + Words.percent(within) + " of equal shares of connections";
  }

  private static final long FLOOR = 50;
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
    Map<String, Optional<String>> connections = new LinkedHashMap<>();
    reads.forEach(read -> connections.putIfAbsent(read.session(), read.servedBy()));
    findings.needAtLeast(
        FLOOR, connections.size(), "connections got an answer before the first fault");
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
      judgeShares(connections.values(), replicas, reads.getFirst().sentNs(), until, findings);
    }
    return findings.verdict("Every replica got its share of the connections");
  }

  private void judgeShares(
      Collection<Optional<String>> connections,
      List<String> replicas,
      long fromNs,
      long untilNs,
      Findings findings) {
    double equal = 1.0 / replicas.size();
    for (String node : replicas) {
      double share =
          (double) Collections.frequency(connections, Optional.of(node)) / connections.size();
      findings.figure("connections to " + node, share * 100, "%");
      if (Math.abs(share - equal) > within * equal && connections.size() >= FLOOR) {
        String words =
            "%s got %s of %d connections, not %s"
                .formatted(node, Words.percent(share), connections.size(), Words.percent(equal));
        findings.convict(words);
        findings.witness(words, List.of(node), fromNs, untilNs);
      }
    }
  }
}
