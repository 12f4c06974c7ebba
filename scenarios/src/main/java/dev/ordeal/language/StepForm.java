package dev.ordeal.language;

import dev.ordeal.yaml.Field;
import dev.ordeal.yaml.Form;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Quantity;
import dev.ordeal.yaml.Scalars;
import dev.ordeal.yaml.Shape;
import dev.ordeal.yaml.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A step: when, what, and for how long. */
final class StepForm implements Shape<Step> {
  private static final String RANGE =
      "^" + Quantity.DURATION + "(\\.\\." + Quantity.DURATION + ")?$";

  private static final Field<Step.Pause> AFTER =
      Field.optional(
          "after",
          Scalars.scalar(
              "a time",
              Shape.schema("pattern", RANGE),
              "as 5s, or 5s..25s for a drawn one",
              StepForm::pause),
          "How long after the end of the step before it begins.");
  private static final Field<Duration> FOR =
      Field.optional("for", Scalars.DURATION, "After which time the fault is healed by itself.");
  static final Field<Boolean> BACKGROUND =
      Field.optional(
          "background",
          Scalars.SWITCH,
          "Whether the next step begins while the operation still goes on, whatever comes of it.");
  private static final Field<Duration> WITHIN =
      Field.optional("within", Scalars.DURATION, "How long `expect` and `await` may take.");
  private static final Field<Action.Expectation> EXPECT =
      Field.optional(
          "expect", ExpectationWords.EXPECTATION, "Waits until it is so; else the run fails.");
  private static final Field<Action.Expectation> AWAIT =
      Field.optional(
          "await", ExpectationWords.EXPECTATION, "Waits until it is so, or for as long as it may.");
  private static final Field<Duration> WAIT =
      Field.optional("wait", Scalars.DURATION, "Only lets time pass.");
  private static final List<Field<?>> VERBS = verbs();
  private static final Form FORM = form();

  private static List<Field<?>> verbs() {
    List<Field<?>> verbs = new ArrayList<>(ActionWords.VERBS);
    verbs.add(EXPECT);
    verbs.add(AWAIT);
    verbs.add(WAIT);
    return List.copyOf(verbs);
  }

  private static Form form() {
    List<Field<?>> fields = new ArrayList<>(List.of(AFTER, BACKGROUND, FOR, WITHIN));
    fields.addAll(VERBS);
    return new Form("a step", fields);
  }

  /** The verbs of steps, for the reference and its test. */
  static List<String> words() {
    return VERBS.stream().map(Field::name).toList();
  }

  /** The step as far as it could be read; empty where what it does could not be. */
  @Override
  public Optional<Step> read(LocatedNode node, Problems problems) {
    int before = problems.size();
    Optional<Values> values = FORM.readPartly(node, problems);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    List<? extends Field<?>> said = VERBS.stream().filter(values.get()::has).toList();
    if (said.size() > 1) {
      problems.add(
          values.get().keyOf(said.get(1)),
          "a step does one thing, and this one says `"
              + said.get(0).name()
              + "` and `"
              + said.get(1).name()
              + "`",
          "a step of its own for each");
    } else if (said.isEmpty() && problems.size() == before) {
      problems.add(
          node.position(), "the step does nothing", "one of " + String.join(", ", words()));
    }
    return said.size() == 1 && values.get().get(said.getFirst()).isPresent()
        ? Optional.of(step(values.get(), said.getFirst(), problems))
        : Optional.empty();
  }

  private static Step step(Values values, Field<?> verb, Problems problems) {
    boolean looks = verb == EXPECT || verb == AWAIT;
    if (values.has(WITHIN) && !looks) {
      problems.add(
          values.keyOf(WITHIN),
          "`within` belongs to `expect` and `await`",
          "one of them beside it");
    } else if (looks && !values.has(WITHIN)) {
      problems.add(
          values.keyOf(verb), "`" + verb.name() + "` needs a limit", "`within: 30s` beside it");
    }
    LocatedNode.Entry entry = values.mapping().entry(verb.name()).orElseThrow();
    Step.Pause after = values.get(AFTER, Step.Pause.NONE);
    Action action;
    if (looks) {
      Action.Expectation wanted = values.need(verb == EXPECT ? EXPECT : AWAIT);
      action = new Action.Expect(wanted, values.get(WITHIN, Duration.ZERO), verb == EXPECT);
    } else if (verb == WAIT) {
      Duration wait = values.need(WAIT);
      after = new Step.Pause(after.atLeast().plus(wait), after.atMost().plus(wait));
      action = new Action.Wait();
    } else {
      action =
          ActionWords.VERBS.stream()
              .flatMap(each -> values.get(each).stream())
              .findFirst()
              .orElseThrow();
    }
    return new Step(
        entry.value().position(),
        (verb.name() + " " + OneLine.of(entry.value())).strip(),
        after,
        values.get(BACKGROUND, false),
        values.get(FOR),
        action);
  }

  @Override
  public SequencedMap<String, Object> schema() {
    return FORM.schema();
  }

  private static Optional<Step.Pause> pause(String text) {
    int dots = text.indexOf("..");
    Optional<Duration> least = Quantity.duration(dots < 0 ? text : text.substring(0, dots));
    Optional<Duration> most = dots < 0 ? least : Quantity.duration(text.substring(dots + 2));
    if (least.isEmpty() || most.isEmpty() || least.get().isNegative()) {
      return Optional.empty();
    }
    return least.get().compareTo(most.get()) > 0
        ? Optional.empty()
        : Optional.of(new Step.Pause(least.get(), most.get()));
  }
}
