package dev.ordeal.explore;

import static dev.ordeal.explore.Dice.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The store is away for a while, or the leader is moved, and later the leader dies for longer than
 * anybody waits: the others must have taken over by then.
 */
final class OneLongFailure implements Manner {
  private static final Duration DEAD = Duration.ofSeconds(60);
  private static final String OUT = "30s";

  @Override
  public List<DraftStep> steps(Dice dice) {
    List<DraftStep> steps = new ArrayList<>();
    switch (dice.between(0, 3)) {
      case 0 -> steps.add(storeAway(dice, "leader"));
      case 1 -> steps.add(storeAway(dice, "every-node"));
      case 2 -> steps.add(FaultKind.SWITCHOVER.draw(dice));
      default -> {}
    }
    steps.add(
        new DraftStep(
            Duration.ofMillis(dice.between(10_000, 25_000)),
            dice.one("power-off", "kill"),
            "leader",
            Optional.of(DEAD)));
    steps.add(new DraftStep(Duration.ZERO, "wait", "50s", Optional.empty()));
    return steps;
  }

  private static DraftStep storeAway(Dice dice, String from) {
    return new DraftStep(
        dice.after(),
        "cut",
        group("between", from, "and", "every-dcs-member", "by", dice.manner()),
        Optional.of(Duration.ofMillis(dice.between(500, 9_000))));
  }

  @Override
  public SequencedMap<String, Object> promises(List<DraftStep> steps) {
    return group("writes-out", group("at-most", OUT));
  }
}
