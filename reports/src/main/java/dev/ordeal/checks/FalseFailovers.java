package dev.ordeal.checks;

import dev.ordeal.analysis.FaultSpan;
import dev.ordeal.analysis.Leaders;
import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.Evidence;
import java.util.List;

/**
 * Theorem: at most {@code atMost} times did the leader key pass to another node when nothing had
 * called for it: no fault or restart of the old leader, its server, agent or links, no other
 * operation, and no harm to so many members of the store that the others are no majority, was in
 * force, or had been within the time to live and one cycle of the agent before. A store bears the
 * loss of a minority, and so must a leader; each end of a link counts as harmed. What happens to a
 * replica alone calls for no change.
 *
 * <p>Blind where the leader key was not watched.
 */
public record FalseFailovers(long atMost) implements Check {
  public FalseFailovers {
    Bounds.atLeast("false-failovers", atMost, 0);
  }

  @Override
  public String promise() {
    return "false-failovers";
  }

  @Override
  public String bound() {
    return "at most " + atMost;
  }

  /** Those that concern the whole cluster. */
  private static final List<String> OPERATIONS =
      List.of("switchover", "failover", "maintenance", "reconfigure");

  private static final double DEFAULT_TTL_SECONDS = 30;
  private static final double DEFAULT_WAIT_SECONDS = 10;

  @Override
  public Verdict judge(Run run) {
    Evidence evidence = run.evidence();
    var findings = new Findings(this, run);
    long graceNs = graceNs(evidence);
    int uncalled = 0;
    List<Leaders.Handover> handovers = run.leaders().handovers();
    for (Leaders.Handover handover : handovers) {
      if (!isCalledFor(run, handover, graceNs)) {
        uncalled++;
        String words = KeyPassing.words(handover) + ", and no fault had called for it";
        KeyPassing.witness(findings, handover, words);
        if (uncalled > atMost) {
          findings.convict(words);
        }
      }
    }
    findings.figure("false failovers", uncalled, "1");
    findings.figure("leader changes", handovers.size(), "1");
    KeyPassing.needWatch(findings, run);
    return findings.verdict(
        "%d of %d leader changes had no cause in a fault".formatted(uncalled, handovers.size()));
  }

  /** What a fault sets off may show as late as this after it was healed. */
  private static long graceNs(Evidence evidence) {
    var timing = evidence.run().agentTiming();
    double seconds =
        timing.getOrDefault("ttl", DEFAULT_TTL_SECONDS)
            + timing.getOrDefault("loop_wait", DEFAULT_WAIT_SECONDS);
    return Math.round(seconds * 1e9);
  }

  private static boolean isCalledFor(Run run, Leaders.Handover handover, long graceNs) {
    List<FaultSpan> inForce =
        run.faults().stream()
            .filter(f -> f.inForce(handover.from().toNs(), handover.to().fromNs(), graceNs))
            .toList();
    List<String> members = run.evidence().run().storeMembers();
    long unharmed =
        members.stream().filter(m -> inForce.stream().noneMatch(f -> f.concerns(m))).count();
    return unharmed <= members.size() / 2
        || inForce.stream()
            .anyMatch(f -> OPERATIONS.contains(f.fault()) || f.concerns(handover.from().node()));
  }
}
