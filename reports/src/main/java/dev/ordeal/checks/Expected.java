package dev.ordeal.checks;

import java.util.List;

/**
 * How the promises of a scenario are expected to come out today; those that no list names hold.
 *
 * @param breaks the promises expected to be broken
 * @param mayBreak the promises that are broken in some runs and hold in others
 * @param inconclusive the promises on which the run is expected to be unable to say; those that may
 *     break as well come out in any way
 * @param because why, in the scenario's words; empty where all is expected to hold
 */
public record Expected(
    List<String> breaks, List<String> mayBreak, List<String> inconclusive, String because) {
  /** Every promise holds. */
  public static final Expected HOLDS = new Expected(List.of(), List.of(), List.of(), "");

  public Expected {
    breaks = List.copyOf(breaks);
    mayBreak = List.copyOf(mayBreak);
    inconclusive = List.copyOf(inconclusive);
  }

  /** What may become of the promise without surprising anybody; at least one outcome. */
  public List<Outcome> of(String promise) {
    if (breaks.contains(promise)) {
      return List.of(Outcome.FAIL);
    }
    boolean mayBeUnsaid = inconclusive.contains(promise);
    if (mayBreak.contains(promise)) {
      return mayBeUnsaid
          ? List.of(Outcome.PASS, Outcome.INCONCLUSIVE, Outcome.FAIL)
          : List.of(Outcome.PASS, Outcome.FAIL);
    }
    return List.of(mayBeUnsaid ? Outcome.INCONCLUSIVE : Outcome.PASS);
  }

  /** Whether the verdict is none of those that were expected. */
  public boolean isSurprise(Verdict verdict) {
    return !of(verdict.promise()).contains(verdict.outcome());
  }
}
