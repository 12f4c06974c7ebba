package dev.ordeal.explore;

import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Phase;
import dev.ordeal.simulation.ports.TurningPoint;
import dev.ordeal.trials.Simulation;
import java.util.List;

/**
 * When everything happened in a play, in nanoseconds since it began.
 *
 * @param turningPoints when agents changed something while faults were made
 * @param faultsFrom when the first step could begin
 * @param stepsEnded when each step was done
 */
record Course(List<TurningPoint> turningPoints, long faultsFrom, List<Long> stepsEnded) {
  static final Course NONE = new Course(List.of(), 0, List.of());

  static Course of(Simulation.Seen seen) {
    List<Event> events = seen.evidence().events();
    long from = begin(events, Phase.FAULTS);
    long until = begin(events, Phase.HEAL);
    List<TurningPoint> meanwhile =
        seen.turningPoints().stream()
            .filter(point -> point.atNanos() >= from && point.atNanos() < until)
            .toList();
    List<Long> ended =
        events.stream()
            .filter(Event.StepEnded.class::isInstance)
            .map(Event::atNs)
            .filter(at -> at <= until)
            .toList();
    return new Course(meanwhile, from, ended);
  }

  private static long begin(List<Event> events, Phase wanted) {
    return events.stream()
        .filter(event -> event instanceof Event.PhaseStarted begin && begin.phase() == wanted)
        .mapToLong(Event::atNs)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /** How many steps were done at that time. */
  int stepsDoneBy(long nanos) {
    return Math.toIntExact(stepsEnded.stream().filter(ended -> ended <= nanos).count());
  }

  /** Since when the step with this index could begin. */
  long stepFrom(int index) {
    return index == 0 ? faultsFrom : stepsEnded.get(index - 1);
  }
}
