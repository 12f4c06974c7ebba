package dev.ordeal.checks;

import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.ClientOutcome;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Phase;
import java.util.List;
import java.util.Optional;

/**
 * Theorem: of the operations that the schedule asked for through the proxy, from the first fault's
 * phase to the end of settling, at least the fraction {@code atLeast} was served. Told apart: while
 * a fault was in force, and outside.
 *
 * <p>Blind where fewer than 100 operations were scheduled in that time.
 */
public record Availability(double atLeast) implements Check {
  public Availability {
    Bounds.fraction("availability", atLeast);
  }

  @Override
  public String promise() {
    return "availability";
  }

  @Override
  public String bound() {
    return "at least " + Words.percent(atLeast);
  }

  private static final long FLOOR = 100;

  @Override
  public Verdict judge(Run run) {
    var findings = new Findings(this, run);
    long from = run.startOf(Phase.FAULTS).orElse(0L);
    long to = run.settledNs();
    List<Event.ClientOperation> asked =
        run.operations().stream()
            .filter(o -> from <= o.scheduledNs() && o.scheduledNs() < to)
            .filter(o -> o.path().equals(Run.PRIMARY) || o.path().equals(Run.REPLICAS))
            .toList();
    List<Event.ClientOperation> during = asked.stream().filter(o -> isDuringFault(run, o)).toList();
    List<Event.ClientOperation> outside =
        asked.stream().filter(o -> !isDuringFault(run, o)).toList();
    findings.needAtLeast(FLOOR, asked.size(), "operations were scheduled");
    findings.figure("availability", share(asked) * 100, "%");
    if (!during.isEmpty()) {
      findings.figure("availability in faults", share(during) * 100, "%");
    }
    if (!outside.isEmpty()) {
      findings.figure("availability outside faults", share(outside) * 100, "%");
    }
    String words =
        "%s of %d operations were served, %s in faults and %s outside"
            .formatted(
                Words.percent(share(asked)),
                asked.size(),
                during.isEmpty() ? "none asked for" : Words.percent(share(during)),
                outside.isEmpty() ? "none asked for" : Words.percent(share(outside)));
    if (!asked.isEmpty() && share(asked) < atLeast) {
      findings.convict(words);
      findings.witness(words, List.of(), from, to);
    }
    return findings.verdict(words);
  }

  private static boolean isDuringFault(Run run, Event.ClientOperation operation) {
    return run.faults().stream()
        .anyMatch(f -> f.inForce(operation.scheduledNs(), operation.scheduledNs(), 0));
  }

  private static double share(List<Event.ClientOperation> operations) {
    return (double) operations.stream().filter(Availability::isServed).count()
        / Math.max(1, operations.size());
  }

  /** A compare-and-set that found another value was answered. */
  private static boolean isServed(Event.ClientOperation operation) {
    return operation.outcome() == ClientOutcome.OK
        || operation.error().equals(Optional.of(Event.ClientOperation.MISMATCH));
  }
}
