package dev.ordeal.explore;

import dev.ordeal.simulation.ports.TurningPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One more fault in a schedule that was played, at an instant at which an agent changed something
 * then. Since the same seed plays the same up to the strike, it meets what chance would not in a
 * million schedules: the middle of a promotion, an answer on its way.
 */
final class Strike {
  private static final List<FaultKind> KINDS =
      List.of(
          FaultKind.POWER_OFF,
          FaultKind.KILL_NODE,
          FaultKind.KILL_SERVER,
          FaultKind.KILL_AGENT,
          FaultKind.PAUSE_AGENT,
          FaultKind.KILL_GUARDIAN,
          FaultKind.CUT_NODE_FROM_STORE,
          FaultKind.NODE_UNHEARD_BY_STORE,
          FaultKind.STORE_UNHEARD_BY_NODE,
          FaultKind.CUT_REPLICATION,
          FaultKind.CUT_PEERS,
          FaultKind.ISOLATE_NODE,
          FaultKind.REVOKE_LEASE);
  private static final int ONE_IN = 3;
  private static final long AT_ONCE_NANOS = 1_000;

  private Strike() {}

  /** The schedule with a strike; empty where nothing happened that one could be aimed at. */
  static Optional<Draft> into(Draft draft, Course course, Dice dice) {
    SortedMap<String, List<TurningPoint>> byKind = new TreeMap<>();
    for (TurningPoint point : course.turningPoints()) {
      byKind.computeIfAbsent(point.what(), _ -> new ArrayList<>()).add(point);
    }
    if (byKind.isEmpty()) {
      return Optional.empty();
    }
    // Kinds first: else most strikes would meet what happens every second.
    TurningPoint point = dice.of(dice.of(List.copyOf(byKind.values())));
    DraftStep fault = dice.of(kinds(draft, dice)).draw(dice.aimedAt(point.node()));
    return Optional.of(with(fault, point.atNanos() + late(dice), draft, course));
  }

  /** In one of three cases at once, else within two seconds. */
  private static long late(Dice dice) {
    if (dice.between(1, ONE_IN) == 1) {
      return AT_ONCE_NANOS;
    }
    return dice.soon().toNanos();
  }

  /**
   * Either agents or guardians are harmed in a schedule: by what is in it already, or by chance.
   */
  private static List<FaultKind> kinds(Draft draft, Dice dice) {
    boolean agents = draft.steps().stream().anyMatch(step -> step.harms("agent"));
    boolean guardians = draft.steps().stream().anyMatch(step -> step.harms("guardian"));
    List<FaultKind> kinds =
        FaultKind.thatMayMeet(KINDS, guardians || (!agents && dice.random().nextBoolean()));
    return draft.promises().containsKey(Drawing.MISROUTED)
        ? kinds.stream().filter(kind -> kind != FaultKind.REVOKE_LEASE).toList()
        : kinds;
  }

  /**
   * The schedule with {@code fault} at {@code atNanos} of its play, the steps after it when they
   * were as far as it leaves them the time.
   */
  static Draft with(DraftStep fault, long atNanos, Draft draft, Course course) {
    int index = course.stepsDoneBy(atNanos);
    List<DraftStep> steps = new ArrayList<>(draft.steps());
    Duration wait = Duration.ofNanos(atNanos - course.stepFrom(index));
    if (index < steps.size()) {
      Duration left = steps.get(index).after().minus(wait);
      steps.set(index, steps.get(index).after(left.isNegative() ? Duration.ZERO : left));
    }
    steps.add(index, fault.after(wait));
    return draft.withSteps(steps);
  }
}
