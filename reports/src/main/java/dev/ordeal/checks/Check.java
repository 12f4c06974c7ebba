package dev.ordeal.checks;

import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.Evidence;

/**
 * One property of a run, as a pure function of its evidence. A check that was blind says {@link
 * Outcome#INCONCLUSIVE}, and never {@link Outcome#PASS}.
 */
public interface Check {
  /** The promise that it judges, by its name in the scenario language: {@code writes-out}. */
  String promise();

  /** What was promised, in words: {@code at most 5 s}. */
  String bound();

  Verdict judge(Run run);

  /** As {@link #judge(Run)}; for several checks {@link Judge} adds the run up once. */
  default Verdict judge(Evidence evidence) {
    return judge(Run.of(evidence));
  }
}
