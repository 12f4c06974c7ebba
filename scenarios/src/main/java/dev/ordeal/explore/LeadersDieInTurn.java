package dev.ordeal.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node may fall behind; then the leader dies, and who takes over dies soon after it, so that in
 * the end one is asked who knows little of what came before.
 */
final class LeadersDieInTurn implements Manner {
  private static final int MOST_DEATHS = 3;
  private static final Duration AWAITED = Duration.ofSeconds(12);

  @Override
  public List<DraftStep> steps(Dice dice) {
    List<DraftStep> steps = new ArrayList<>();
    if (dice.random().nextBoolean()) {
      FaultKind behind =
          dice.of(List.of(FaultKind.CUT_REPLICATION, FaultKind.THROTTLE_REPLICATION));
      steps.add(behind.draw(dice).lasting(away(dice)));
    }
    int deaths = dice.between(2, MOST_DEATHS);
    for (int i = 0; i < deaths; i++) {
      if (i > 0) {
        steps.add(DraftStep.anotherLeader(AWAITED));
      }
      steps.add(
          new DraftStep(
              dice.after(), dice.one("power-off", "kill"), "leader", Optional.of(away(dice))));
    }
    steps.add(new DraftStep(Duration.ZERO, "wait", dice.between(5, 20) + "s", Optional.empty()));
    return steps;
  }

  private static Duration away(Dice dice) {
    return Duration.ofMillis(dice.between(5_000, 30_000));
  }
}
