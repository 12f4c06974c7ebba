package dev.ordeal.trials;

import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.engine.Judgement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the trials of one set add up to.
 *
 * @param outcomes how many trials came out how; trials that could not be played are in none
 * @param unplayed how many could not be played
 * @param figures of all verdicts that could say; a check that was blind gives none
 */
public record SetSummary(
    TrialSet set, Map<Outcome, Integer> outcomes, int unplayed, List<FigureSummary> figures) {

  /** The sets that were played, in the order of their first trials. */
  public static List<SetSummary> each(List<Played> all) {
    Map<TrialSet, List<Played>> bySet = new LinkedHashMap<>();
    all.forEach(played -> bySet.computeIfAbsent(played.set(), _ -> new ArrayList<>()).add(played));
    return bySet.values().stream().map(SetSummary::of).toList();
  }

  /**
   * @param played the trials of one set, at least one
   */
  public static SetSummary of(List<Played> played) {
    List<Judgement> judgements =
        played.stream().map(Played::judgement).flatMap(Optional::stream).toList();
    Map<Outcome, Integer> outcomes = new TreeMap<>();
    judgements.forEach(judgement -> outcomes.merge(judgement.outcome(), 1, Integer::sum));
    return new SetSummary(
        played.getFirst().set(),
        outcomes,
        played.size() - judgements.size(),
        FigureSummary.of(judgements.stream().map(SetSummary::thatCouldSay).toList()));
  }

  private static List<Verdict> thatCouldSay(Judgement judgement) {
    return judgement.verdicts().stream()
        .filter(verdict -> verdict.outcome() != Outcome.INCONCLUSIVE)
        .toList();
  }

  /** How many trials came out so. */
  public int count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0);
  }
}
