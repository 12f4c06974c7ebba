package dev.ordeal.explore;

import static dev.ordeal.explore.Dice.group;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * One member of the store is harmed again and again, clients are disconnected, and somebody asks
 * for switchovers. A majority of the store is always there: nobody but those who ask moves the
 * leader, writes are hardly out, and no acknowledged write is lost, synchronous or not.
 */
final class OneMemberOfTheStore implements Manner {
  private static final List<FaultKind> OF_A_MEMBER =
      List.of(
          FaultKind.KILL_MEMBER,
          FaultKind.PAUSE_MEMBER,
          FaultKind.RESTART_MEMBER,
          FaultKind.CUT_NODE_FROM_MEMBER,
          FaultKind.CUT_MEMBER_FROM_MEMBERS,
          FaultKind.CUT_MEMBER_OFF);
  private static final List<FaultKind> OTHERS =
      List.of(FaultKind.SWITCHOVER, FaultKind.SWITCHOVER, FaultKind.RESET_CLIENTS);
  private static final int MOST_STEPS = 6;

  @Override
  public List<DraftStep> steps(Dice dice) {
    Dice ofOne = dice.withOneMember();
    int count = dice.between(1, MOST_STEPS);
    List<DraftStep> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      FaultKind kind =
          i == 0 || dice.random().nextBoolean() ? dice.of(OF_A_MEMBER) : dice.of(OTHERS);
      steps.add(kind.draw(ofOne));
    }
    steps.add(new DraftStep(Duration.ZERO, "wait", dice.between(5, 15) + "s", Optional.empty()));
    return steps;
  }

  @Override
  public SequencedMap<String, Object> promises(List<DraftStep> steps) {
    long switchovers = steps.stream().filter(step -> step.verb().equals("switchover")).count();
    return group(
        "leader-changes",
        group("at-most", Math.toIntExact(switchovers)),
        "acknowledged-writes-lost",
        group("exactly", 0));
  }
}
