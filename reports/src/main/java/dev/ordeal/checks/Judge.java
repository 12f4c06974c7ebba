package dev.ordeal.checks;

import dev.ordeal.analysis.Run;
import dev.ordeal.evidence.Evidence;
import java.util.List;

/** Runs checks on evidence. A check that throws could not say, and is inconclusive. */
public final class Judge {
  private Judge() {}

  /** One verdict for each check, in their order. */
  public static List<Verdict> judge(List<Check> checks, Evidence evidence) {
    Run run;
    try {
      run = Run.of(evidence);
    } catch (RuntimeException error) {
      return checks.stream().map(check -> failed(check, error)).toList();
    }
    return checks.stream().map(check -> judge(check, run)).toList();
  }

  /** The verdict of {@code check}, whatever happens to it. */
  public static Verdict judge(Check check, Evidence evidence) {
    return judge(List.of(check), evidence).getFirst();
  }

  private static Verdict judge(Check check, Run run) {
    try {
      return check.judge(run);
    } catch (RuntimeException | StackOverflowError error) {
      return failed(check, error);
    }
  }

  private static Verdict failed(Check check, Throwable error) {
    return new Verdict(
        check.promise(),
        check.bound(),
        Outcome.INCONCLUSIVE,
        "The check itself failed: " + error,
        List.of(),
        List.of());
  }

  /** The worst of all; INCONCLUSIVE where there is nothing to judge by. */
  public static Outcome overall(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(Verdict::outcome)
        .reduce(Outcome::worse)
        .orElse(Outcome.INCONCLUSIVE);
  }
}
