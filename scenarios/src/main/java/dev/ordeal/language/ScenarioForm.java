package dev.ordeal.language;

import dev.ordeal.environment.plan.EnvironmentReader;
import dev.ordeal.yaml.Field;
import dev.ordeal.yaml.Form;
import dev.ordeal.yaml.Located;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Scalars;
import dev.ordeal.yaml.Shape;
import dev.ordeal.yaml.Shapes;
import dev.ordeal.yaml.Values;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The words of scenario files. */
final class ScenarioForm {
  static final Field<Double> WRITES = rate("writes", "Rows appended through the primary port.");
  static final Field<Integer> WRITERS =
      Field.optional("writers", Scalars.count(1, 64), "Over how many writers they are spread.");
  static final Field<Double> READS = rate("reads", "Reads through the replica port.");
  static final Field<Integer> READERS =
      Field.optional("readers", Scalars.count(1, 64), "Over how many readers they are spread.");
  static final Field<Double> REGISTERS =
      rate("registers", "Register operations, whose order is judged.");
  static final Field<Integer> REGISTER_KEYS =
      Field.optional("register-keys", Scalars.count(1, 64), "How many registers there are.");
  static final Field<Integer> LONG_SESSIONS =
      Field.optional(
          "long-sessions", Scalars.count(1, 100), "Sessions opened before the fault and kept.");
  static final Field<Duration> STATEMENT_LIMIT =
      Field.optional("statement-limit", Scalars.DURATION, "How long a client waits for an answer.");
  static final Field<Boolean> BESIDE_NODES =
      Field.optional("beside-nodes", Scalars.SWITCH, "Whether a client stands beside every node.");
  static final Form WORKLOAD_FORM =
      Form.of(
          "`workload`",
          WRITES,
          WRITERS,
          READS,
          READERS,
          REGISTERS,
          REGISTER_KEYS,
          LONG_SESSIONS,
          STATEMENT_LIMIT,
          BESIDE_NODES);

  static final Field<List<Located<String>>> BREAKS = promises("breaks", "Promises broken today.");
  static final Field<List<Located<String>>> MAY_BREAK =
      promises("may-break", "Promises broken in some runs, held in others.");
  static final Field<List<Located<String>>> INCONCLUSIVE =
      promises(
          "inconclusive",
          "Promises on which the run cannot say; those of `may-break` too come out in any way.");
  static final Field<String> BECAUSE =
      Field.required("because", Scalars.TEXT, "Why, in a sentence.");
  static final Form EXPECTED_FORM =
      Form.of("what is expected", BREAKS, MAY_BREAK, INCONCLUSIVE, BECAUSE);

  static final Field<String> SCENARIO =
      Field.required("scenario", Scalars.TEXT, "The scenario in a few words.");
  static final Field<String> ABOUT =
      Field.optional("about", Scalars.TEXT, "What the case is and what it shows.");
  static final Field<String> INCIDENT =
      Field.optional(
          "incident",
          Scalars.TEXT.that(
              text -> text.matches("https?://\\S+"), "an incident is a link", "as https://…"),
          "Where the case comes from.");
  static final Field<LocatedNode> ENVIRONMENT =
      Field.required("environment", new EnvironmentShape(), "An environment, or changes to one.");
  static final Field<Values> WORKLOAD =
      Field.required("workload", WORKLOAD_FORM, "What clients do.");
  static final Field<Duration> WARM_UP =
      Field.optional("warm-up", Scalars.DURATION, "How long load runs before the first step.");
  static final Field<Boolean> OFFSET =
      Field.optional(
          "offset",
          Scalars.oneOf("an offset", offsets()),
          "Whether the first step waits a drawn part of one loop of the agent.");
  static final Field<Duration> SETTLE =
      Field.optional("settle", Scalars.DURATION, "How long settling may take after healing.");
  static final Field<Boolean> MISSING_TARGET =
      Field.optional(
          "missing-target",
          Scalars.oneOf("what becomes of such a step", missingTargets()),
          "What becomes of a step when nobody is what its target says.");
  static final Field<List<Located<Scenario.Blindfold>>> SENSORS_OFF =
      Field.optional(
          "sensors-off",
          Shapes.partlyListOf("sensors", ActionWords.LOCATED_BLINDFOLD),
          "Sensors that stay off from the first instant.");
  static final Field<List<Step>> STEPS =
      Field.required("steps", Shapes.partlyListOf("steps", new StepForm()), "The story, in order.");
  static final Field<Values> PROMISES =
      Field.required("promises", PromiseWords.FORM, "What is promised, and judged.");
  static final Field<java.util.SortedMap<String, Values>> EXPECTED =
      Field.optional(
          "expected",
          Shapes.partlyMapOf("what is expected of each agent", EXPECTED_FORM),
          "What is expected of an agent today, by its name or `any`.");

  static final Form FILE =
      Form.of(
          "a scenario",
          SCENARIO,
          ABOUT,
          INCIDENT,
          ENVIRONMENT,
          WORKLOAD,
          WARM_UP,
          OFFSET,
          SETTLE,
          MISSING_TARGET,
          SENSORS_OFF,
          STEPS,
          PROMISES,
          EXPECTED);

  private ScenarioForm() {}

  private static Field<Double> rate(String name, String about) {
    return Field.optional(
        name,
        Scalars.RATE.that(
            rate -> rate > 0 && rate <= 2000,
            "a rate lies above 0/s and at most 2000/s",
            "as 200/s"),
        about);
  }

  private static Field<List<Located<String>>> promises(String name, String about) {
    return Field.optional(name, Shapes.oneOrMore("promises", Scalars.TEXT.located()), about);
  }

  private static SequencedMap<String, Boolean> offsets() {
    SequencedMap<String, Boolean> words = new LinkedHashMap<>();
    words.put("drawn", true);
    words.put("none", false);
    return words;
  }

  private static SequencedMap<String, Boolean> missingTargets() {
    SequencedMap<String, Boolean> words = new LinkedHashMap<>();
    words.put("inconclusive", false);
    words.put("skip", true);
    return words;
  }

  /** Kept as it stands: what it means depends on the environment it names. */
  private static final class EnvironmentShape implements Shape<LocatedNode> {
    @Override
    public Optional<LocatedNode> read(LocatedNode node, Problems problems) {
      if (node instanceof LocatedNode.Sequence) {
        return problems.none(node.position(), "expected an environment, not a list", "its name");
      }
      return Optional.of(node);
    }

    @Override
    public SequencedMap<String, Object> schema() {
      return Shape.schema(
          "anyOf", List.of(Shape.schema("type", "string"), EnvironmentReader.schemaOfChanges()));
    }
  }
}
