package dev.ordeal.explore;

import static dev.ordeal.explore.Dice.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * In failsafe mode: the whole store is away once or twice, mostly for longer than a lease, and
 * clients are disconnected. While all members can be asked, the leader goes on, and nobody notices.
 */
final class StoreAway implements Manner {
  private static final int MOST_TIMES = 2;
  private static final String OUT = "3s";

  @Override
  public List<DraftStep> steps(Dice dice) {
    List<DraftStep> steps = new ArrayList<>();
    int times = dice.between(1, MOST_TIMES);
    for (int i = 0; i < times; i++) {
      Duration away = Duration.ofMillis(dice.between(3_000, 20_000));
      Object all = group("between", "every-node", "and", "every-dcs-member", "by", dice.manner());
      steps.add(
          dice.random().nextBoolean()
              ? new DraftStep(dice.after(), "cut", all, Optional.of(away))
              : new DraftStep(dice.after(), "kill", "every-dcs-member", Optional.of(away)));
      if (dice.random().nextBoolean()) {
        steps.add(FaultKind.RESET_CLIENTS.draw(dice));
      }
      steps.add(
          new DraftStep(
              Duration.ZERO,
              "wait",
              away.toSeconds() + dice.between(5, 15) + "s",
              Optional.empty()));
    }
    return steps;
  }

  @Override
  public SequencedMap<String, Object> promises(List<DraftStep> steps) {
    return group("leader-changes", group("at-most", 0), "writes-out", group("at-most", OUT));
  }
}
