package dev.ordeal.engine;

import dev.ordeal.analysis.Run;
import dev.ordeal.checks.Check;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.checks.Witness;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.FaultMark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Theorem: everything that the steps expect came about in time, and when all was healed the
 * environment settled.
 *
 * <p>Blind where a fault could not be applied, was not seen to bite or could not be healed, where
 * an operation was refused, and where the run did not come to its end: then what was seen is not
 * what the scenario tells.
 */
public record Story() implements Check {
  /** The name under which a scenario may say that its story is expected to break. */
  public static final String PROMISE = "story";

  @Override
  public String promise() {
    return PROMISE;
  }

  @Override
  public String bound() {
    return "every step, and settled";
  }

  @Override
  public Verdict judge(Run run) {
    Evidence evidence = run.evidence();
    Map<Integer, String> texts = new HashMap<>();
    Map<Integer, Long> starts = new HashMap<>();
    evidence
        .of(Event.StepStarted.class)
        .forEach(step -> {
          texts.put(step.index(), step.text());
          starts.put(step.index(), step.atNs());
        });
    List<Event.StepEnded> missed =
        evidence.of(Event.StepEnded.class).filter(step -> !step.done()).toList();
    if (!missed.isEmpty()) {
      return verdict(
          Outcome.FAIL,
          String.join(
              " ",
              missed.stream()
                  .map(step -> "`%s`: %s.".formatted(texts.get(step.index()), step.words()))
                  .toList()),
          missed.stream()
              .map(step ->
                  new Witness(
                      step.words(),
                      List.of(),
                      starts.getOrDefault(step.index(), step.atNs()),
                      step.atNs()))
              .toList());
    }
    List<Event.FaultMarked> failed =
        evidence
            .of(Event.FaultMarked.class)
            .filter(mark -> mark.mark() == FaultMark.FAILED)
            .toList();
    if (!failed.isEmpty()) {
      return verdict(
          Outcome.INCONCLUSIVE,
          String.join(
              " ",
              failed.stream()
                  .map(mark ->
                      "%s of %s: %s."
                          .formatted(mark.fault(), String.join(", ", mark.targets()), mark.words()))
                  .toList()),
          failed.stream()
              .map(mark -> new Witness(mark.words(), mark.targets(), mark.atNs(), mark.atNs()))
              .toList());
    }
    return toldToTheEnd(evidence, texts.size());
  }

  private Verdict toldToTheEnd(Evidence evidence, int steps) {
    List<Event.RunEnded> ends = evidence.of(Event.RunEnded.class).toList();
    if (ends.isEmpty()) {
      return verdict(Outcome.INCONCLUSIVE, "The run was cut short: it has no end.", List.of());
    }
    if (!ends.getLast().completed()) {
      return verdict(
          Outcome.INCONCLUSIVE,
          "The run was broken off: " + ends.getLast().reason() + ".",
          List.of());
    }
    return verdict(Outcome.PASS, "All " + steps + " steps came about as told.", List.of());
  }

  private Verdict verdict(Outcome outcome, String words, List<Witness> witnesses) {
    return new Verdict(promise(), bound(), outcome, words, witnesses, List.of());
  }
}
