package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/** Runs checks on evidence. A check that throws could not say, and is inconclusive. */
public final class Judge {
  private Judge() {}

  /** One verdict for each check, in their order. */
  public static List<Verdict> judge(List<Check> checks, Evidence evidence) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Check check : checks) {
      verdicts.add(judge(check, evidence));
    }
    return verdicts;
  }

  /** The verdict of {@code check}, whatever happens to it. */
  public static Verdict judge(Check check, Evidence evidence) {
    try {
      return check.judge(evidence);
    } catch (RuntimeException | StackOverflowError error) {
      return new Verdict(
          check.promise(),
          check.bound(),
          Outcome.INCONCLUSIVE,
          "The check itself failed: " + error,
          List.of(),
          List.of());
    }
  }

  /** The worst of all; INCONCLUSIVE where there is nothing to judge by. */
  public static Outcome overall(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(Verdict::outcome)
        .reduce(Outcome::worse)
        .orElse(Outcome.INCONCLUSIVE);
  }
}
