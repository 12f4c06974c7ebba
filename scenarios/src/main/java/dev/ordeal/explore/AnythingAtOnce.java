package dev.ordeal.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Up to eight faults, whenever they like. No time and no write is promised beyond what always is.
 */
final class AnythingAtOnce implements Manner {
  private static final int MOST_STEPS = 8;
  private static final int ONE_IN = 6;
  private static final Duration AWAITED = Duration.ofSeconds(12);

  @Override
  public List<DraftStep> steps(Dice dice) {
    List<FaultKind> kinds = FaultKind.swarm(dice);
    int count = dice.between(1, MOST_STEPS);
    List<DraftStep> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (i > 0 && dice.between(1, ONE_IN) == 1) {
        // The next step comes when somebody has just taken over: a moment that chance seldom meets.
        steps.add(DraftStep.anotherLeader(AWAITED));
      }
      steps.add(dice.of(kinds).draw(dice));
    }
    // The end of the schedule heals everything: what came last needs time to do its harm.
    steps.add(new DraftStep(Duration.ZERO, "wait", dice.between(1, 15) + "s", Optional.empty()));
    return steps;
  }
}
