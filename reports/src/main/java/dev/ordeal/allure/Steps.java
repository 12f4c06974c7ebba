package dev.ordeal.allure;

import dev.ordeal.checks.Expected;
import dev.ordeal.checks.Figure;
import dev.ordeal.checks.Outcome;
import dev.ordeal.checks.Verdict;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.Evidence;
import dev.ordeal.evidence.FaultMark;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The steps of a result: the scenario's with the marks of its faults, then one for each verdict.
 */
record Steps(Evidence evidence, List<Verdict> verdicts, Expected expected, Clock clock) {
  List<StepResult> all() {
    List<StepResult> told = new ArrayList<>();
    List<Event.FaultMarked> loose = new ArrayList<>(evidence.of(Event.FaultMarked.class).toList());
    evidence.of(Event.StepStarted.class).forEach(started -> told.add(step(started, loose)));
    loose.forEach(mark -> told.add(mark(mark)));
    told.sort(Comparator.comparing(StepResult::getStart));
    verdicts.forEach(verdict -> told.add(verdict(verdict)));
    return told;
  }

  /** A scenario's step; takes the marks that were made while it lasted out of {@code loose}. */
  private StepResult step(Event.StepStarted started, List<Event.FaultMarked> loose) {
    var ended =
        evidence
            .of(Event.StepEnded.class)
            .filter(end -> end.index() == started.index())
            .findFirst();
    long from = started.atNs();
    long to = ended.map(Event.StepEnded::atNs).orElse(clock.endNs());
    Status status =
        ended.map(end -> end.done() ? Status.PASSED : Status.FAILED).orElse(Status.BROKEN);
    StepResult step = new StepResult().setName(started.text()).setStatus(status);
    ended
        .filter(end -> !end.done())
        .ifPresent(end -> step.setStatusDetails(new StatusDetails().setMessage(end.words())));
    List<Event.FaultMarked> within =
        loose.stream().filter(mark -> from <= mark.atNs() && mark.atNs() <= to).toList();
    loose.removeAll(within);
    within.forEach(mark -> step.getSteps().add(mark(mark)));
    return timed(step, from, to);
  }

  private StepResult mark(Event.FaultMarked mark) {
    String name =
        "%s %s: %s"
            .formatted(
                mark.fault(),
                String.join(", ", mark.targets()),
                mark.mark().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    boolean failed = mark.mark() == FaultMark.FAILED;
    StepResult step =
        new StepResult().setName(name).setStatus(failed ? Status.BROKEN : Status.PASSED);
    if (!mark.means().isEmpty()) {
      step.getParameters().add(parameter("means", mark.means()));
    }
    if (!mark.words().isEmpty()) {
      step.getParameters().add(parameter("words", mark.words()));
    }
    return timed(step, mark.atNs(), mark.atNs());
  }

  private StepResult verdict(Verdict verdict) {
    StepResult step =
        new StepResult()
            .setName(Words.headline(verdict, expected))
            .setStatus(status(verdict))
            .setStatusDetails(new StatusDetails().setMessage(verdict.words()));
    step.getParameters().add(parameter("promised", verdict.bound()));
    step.getParameters().add(parameter("why", verdict.words()));
    for (Figure figure : verdict.figures()) {
      step.getParameters().add(parameter(figure.name(), value(figure)));
    }
    return timed(step, clock.endNs(), clock.endNs());
  }

  Status status(Verdict verdict) {
    if (!expected.isSurprise(verdict)) {
      return Status.PASSED;
    }
    return verdict.outcome() == Outcome.INCONCLUSIVE ? Status.BROKEN : Status.FAILED;
  }

  /** The figures of all verdicts, phases among them; they differ from run to run. */
  List<Parameter> figures() {
    return verdicts.stream()
        .flatMap(verdict -> verdict.figures().stream())
        .map(figure -> parameter(figure.name(), value(figure)))
        .distinct()
        .toList();
  }

  /** A parameter that does not tell one test from another. */
  static Parameter parameter(String name, String value) {
    return new Parameter().setName(name).setValue(value).setExcluded(true);
  }

  private static String value(Figure figure) {
    String unit = figure.unit().equals("1") ? "" : " " + figure.unit();
    String number = String.format(Locale.ROOT, "%.3f", figure.value());
    return number.replaceFirst("\\.?0+$", "") + unit;
  }

  private StepResult timed(StepResult step, long fromNs, long toNs) {
    return step.setStage(Stage.FINISHED).setStart(clock.millis(fromNs)).setStop(clock.millis(toNs));
  }
}
