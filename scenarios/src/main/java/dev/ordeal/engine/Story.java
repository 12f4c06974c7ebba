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
import java.util.Objects;

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
    Map<Integer, Event.StepStarted> begun = new HashMap<>();
    evidence.of(Event.StepStarted.class).forEach(step -> begun.put(step.index(), step));
    List<Missed> missed =
        evidence
            .of(Event.StepEnded.class)
            .filter(step -> !step.done())
            .map(step -> new Missed(Objects.requireNonNull(begun.get(step.index())), step))
            .toList();
    if (!missed.isEmpty()) {
      return verdict(
          Outcome.FAIL,
          String.join(" ", missed.stream().map(Missed::words).toList()),
          missed.stream().map(Missed::witness).toList());
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
    return toldToTheEnd(evidence, begun.size());
  }

  /** A step that did not come about in time. */
  private record Missed(Event.StepStarted begun, Event.StepEnded ended) {
    String words() {
      return "`%s`: %s.".formatted(begun.text(), ended.words());
    }

    Witness witness() {
      return new Witness(ended.words(), List.of(), begun.atNs(), ended.atNs());
    }
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
