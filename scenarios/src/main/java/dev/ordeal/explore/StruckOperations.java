package dev.ordeal.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an operator asks for, and what fails while it is done: a leader that is handing over or
 * starting again is in a state that a fault at any other time never meets.
 */
final class StruckOperations implements Manner {
  private static final int MOST_OPERATIONS = 3;
  private static final int MOST_FAULTS = 2;
  private static final int LONGEST_MILLIS = 10_000;

  /** Twice what moves the leader: it has more steps than the others. */
  private static final List<FaultKind> OPERATIONS =
      List.of(
          FaultKind.SWITCHOVER,
          FaultKind.SWITCHOVER,
          FaultKind.RESTART_SERVER,
          FaultKind.REINITIALIZE);

  @Override
  public List<DraftStep> steps(Dice dice) {
    List<FaultKind> kinds = FaultKind.swarm(dice);
    List<DraftStep> steps = new ArrayList<>();
    int operations = dice.between(1, MOST_OPERATIONS);
    for (int i = 0; i < operations; i++) {
      steps.add(dice.of(OPERATIONS).draw(dice));
      int faults = dice.between(1, MOST_FAULTS);
      for (int j = 0; j < faults; j++) {
        DraftStep fault = dice.of(kinds).draw(dice).after(dice.soon());
        steps.add(
            fault.lasts().isPresent() && dice.random().nextBoolean()
                ? fault.lasting(longerThanALease(dice))
                : fault);
      }
    }
    steps.add(new DraftStep(Duration.ZERO, "wait", dice.between(5, 15) + "s", Optional.empty()));
    return steps;
  }

  /** What is over sooner leaves to the operation what it had begun. */
  private static Duration longerThanALease(Dice dice) {
    return dice.plan().agent().timeToLive().plusMillis(dice.between(0, LONGEST_MILLIS));
  }
}
