package dev.ordeal.allure;

import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import java.util.List;

/**
 * How a scenario is expected to come out today.
 *
 * @param breaks the promises expected to be broken
 * @param inconclusive the promises on which the run is expected to be unable to say
 * @param because why, in the scenario's words; empty where all is expected to hold
 */
public record Expected(List<String> breaks, List<String> inconclusive, String because) {
  /** Every promise holds. */
  public static final Expected HOLDS = new Expected(List.of(), List.of(), "");

  public Expected {
    breaks = List.copyOf(breaks);
    inconclusive = List.copyOf(inconclusive);
  }

  Outcome of(String promise) {
    if (breaks.contains(promise)) {
      return Outcome.FAIL;
    }
    return inconclusive.contains(promise) ? Outcome.INCONCLUSIVE : Outcome.PASS;
  }

  boolean isSurprise(Verdict verdict) {
    return verdict.outcome() != of(verdict.promise());
  }
}
