package dev.ordeal.engine;

import dev.ordeal.engine.FaultMaker.Planned;
import dev.ordeal.environment.Operation;
import dev.ordeal.evidence.Event;
import dev.ordeal.evidence.FaultMark;
import dev.ordeal.evidence.Recorder;
import dev.ordeal.language.Action;
import dev.ordeal.language.Step;
import dev.ordeal.sensors.Sensors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Does what one step says. */
final class StepPlayer {
  private static final Duration LOOK = Duration.ofMillis(20);
  private final Recorder recorder;
  private final Interruption interruption;
  private final Cast cast;
  private final FaultMaker faultMaker;
  private final Harm harm;
  private final OperationPlayer operations;
  private final Expectations expectations;
  private final Marks marks;
  private final Sensors sensors;
  private final boolean skipsMissingTargets;

  /**
   * @param skipsMissingTargets whether a step is left out when nobody is what its target says; else
   *     it is marked as failed
   */
  StepPlayer(
      Recorder recorder,
      Interruption interruption,
      Cast cast,
      FaultMaker faultMaker,
      Harm harm,
      OperationPlayer operations,
      Expectations expectations,
      Marks marks,
      Sensors sensors,
      boolean skipsMissingTargets) {
    this.recorder = recorder;
    this.interruption = interruption;
    this.cast = cast;
    this.faultMaker = faultMaker;
    this.harm = harm;
    this.operations = operations;
    this.expectations = expectations;
    this.marks = marks;
    this.sensors = sensors;
    this.skipsMissingTargets = skipsMissingTargets;
  }

  /**
   * Plays the step.
   *
   * @return why what it expects did not come about; empty where it did, and where nothing is
   *     expected. A fault that could not be applied is told by its mark, and the story goes on.
   */
  String play(Step step) {
    try {
      return switch (step.action()) {
        case Action.Wait() -> "";
        case Action.Expect expect -> await(expect);
        case Action.Heal heal -> heal(heal);
        case Action.HealEverything() -> healEverything();
        case Action.Blind blind -> blind(blind);
        default -> harmOrOperate(step);
      };
    } catch (Unresolved nobody) {
      if (skipsMissingTargets) {
        note("left out `%s`: %s".formatted(step.text(), Words.of(nobody)));
        return "";
      }
      int id = marks.next();
      marks.put(id, yamlName(step), List.of(), FaultMark.ASKED, "", step.text());
      marks.put(id, yamlName(step), List.of(), FaultMark.FAILED, "", Words.of(nobody));
      return "";
    }
  }

  private String harmOrOperate(Step step) throws Unresolved {
    Optional<Operation> operation = operations.operation(step.action());
    if (operation.isPresent()) {
      if (step.inBackground()) {
        operations.performInBackground(operation.get());
      } else {
        operations.perform(operation.get());
      }
      return "";
    }
    List<Planned> faults = faultMaker.faults(step.action());
    harm.apply(faults, step.lasting());
    return "";
  }

  private String await(Action.Expect expect) throws Unresolved {
    var wanted = expectations.wanted(expect.expectation(), recorder.nowNs());
    boolean came = interruption.await(() -> wanted.insteadNow().isEmpty(), LOOK, expect.within());
    return came || !expect.needed()
        ? ""
        : "not within %s: %s".formatted(Words.of(expect.within()), wanted.insteadNow());
  }

  private String heal(Action.Heal heal) throws Unresolved {
    List<String> members = cast.members(heal.target());
    int healed =
        harm.heal(fault ->
            fault.meets(members)
                && Healing.reaches(heal.verb(), fault.applied().fault().yamlName()));
    if (healed == 0) {
      note("nothing to " + heal.verb() + " at " + String.join(", ", members));
    }
    return "";
  }

  private String healEverything() {
    harm.healAll();
    operations.endMaintenance();
    return "";
  }

  private String blind(Action.Blind blind) {
    var fold = blind.blindfold();
    if (!sensors.blind(fold.sensor(), fold.target())) {
      note("there is no sensor " + fold.sensor() + " on " + fold.target() + " to switch off");
    }
    return "";
  }

  private void note(String words) {
    recorder.record(new Event.Note(recorder.nowNs(), words));
  }

  /** The verb of a step, which is the first word of its text. */
  private static String yamlName(Step step) {
    return step.text().split("[ :]", 2)[0];
  }
}
