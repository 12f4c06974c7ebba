package dev.ordeal.checks;

import dev.ordeal.evidence.Evidence;

/**
 * Theorem: of the operations that the schedule asked for, from the end of the warm-up to the end of
 * the run's settling, at least the fraction {@code atLeast} was served. Told apart: in and outside
 * of faults.
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

  @Override
  public Verdict judge(Evidence evidence) {
    throw new UnsupportedOperationException("availability is not judged yet");
  }
}
