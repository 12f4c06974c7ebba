package dev.ordeal.explore;

import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.engine.Judgement;
import dev.ordeal.engine.Story;
import dev.ordeal.environment.EnvironmentFailed;
import dev.ordeal.evidence.Event;
import dev.ordeal.language.Scenario;
import dev.ordeal.simulation.mistakes.Misbehaviour;
import dev.ordeal.trials.Simulation;
import dev.ordeal.world.SimulationFailed;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One schedule played once.
 *
 * @param broken the verdicts on promises that were broken
 * @param couldSay whether every promise could be judged: no step was refused, nothing was unseen
 * @param course when everything happened
 * @param events all the evidence
 */
record Play(
    List<Verdict> broken, boolean couldSay, Paths paths, Course course, List<Event> events) {
  /** The promise that no task of the agents ends by an error of its own. */
  static final String NO_ERROR = "no-task-fails";

  /** The promise that the environment comes up before the first fault. */
  static final String STARTS = "starts";

  /** Promises on which a run without a change of the leader rightly says nothing. */
  private static final Set<String> NEEDS_A_FAILOVER = Set.of("old-sessions-closed");

  static Play of(Draft draft, long seed, Set<Misbehaviour> planted) {
    return of(draft.scenario(), seed, planted);
  }

  static Play of(Scenario scenario, long seed, Set<Misbehaviour> planted) {
    try {
      Simulation.Seen seen = Simulation.watch(scenario, seed, planted);
      List<Verdict> verdicts = Judgement.of(scenario, seen.evidence()).verdicts();
      return new Play(
          verdicts.stream().filter(verdict -> verdict.outcome() == Outcome.FAIL).toList(),
          verdicts.stream()
              .filter(verdict -> !NEEDS_A_FAILOVER.contains(verdict.promise()))
              .noneMatch(verdict -> verdict.outcome() == Outcome.INCONCLUSIVE),
          Paths.of(seen),
          Course.of(seen),
          seen.evidence().events());
    } catch (SimulationFailed failed) {
      boolean starting = failed.getCause() instanceof EnvironmentFailed;
      return failed(starting ? STARTS : NO_ERROR, String.valueOf(failed.getMessage()));
    }
  }

  private static Play failed(String promise, String words) {
    var verdict = new Verdict(promise, "always", Outcome.FAIL, words, List.of(), List.of());
    return new Play(List.of(verdict), true, Paths.none(), Course.NONE, List.of());
  }

  /** The promise that the run is remembered by: any before the story's own end. */
  Optional<Verdict> worst() {
    return broken.stream()
        .filter(verdict -> !verdict.promise().equals(Story.PROMISE))
        .findFirst()
        .or(() -> broken.stream().findFirst());
  }

  /** Whether both gave the same evidence, and broke the same promises in the same words. */
  boolean isAs(Play other) {
    return events.equals(other.events) && broken.equals(other.broken);
  }

  boolean breaks(String promise) {
    return broken.stream().anyMatch(verdict -> verdict.promise().equals(promise));
  }
}
