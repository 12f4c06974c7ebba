package dev.ordeal.language;

import dev.ordeal.yaml.Field;
import dev.ordeal.yaml.Form;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Scalars;
import dev.ordeal.yaml.Shape;
import dev.ordeal.yaml.Shapes;
import dev.ordeal.yaml.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What a step can wait for. */
final class ExpectationWords {
  private static final SequencedMap<String, Action.Expectation> HOLDERS = new LinkedHashMap<>();
  private static final SequencedMap<String, Action.Expectation> WRITES = new LinkedHashMap<>();

  static {
    HOLDERS.put("another-node", leader(Action.Expectation.Holder.ANOTHER_NODE));
    HOLDERS.put("the-same-node", leader(Action.Expectation.Holder.THE_SAME_NODE));
    HOLDERS.put("nobody", leader(Action.Expectation.Holder.NOBODY));
    WRITES.put("flowing", new Action.Expectation.Writes(true));
    WRITES.put("stopped", new Action.Expectation.Writes(false));
  }

  private static final Field<Action.Expectation> LEADER =
      Field.optional(
          "leader",
          Shapes.either(
              node ->
                  node instanceof LocatedNode.Scalar scalar && HOLDERS.containsKey(scalar.text()),
              Scalars.oneOf("a holder of the leader key", HOLDERS),
              TargetWords.TARGET.map(target ->
                  new Action.Expectation.LeaderIs(
                      Action.Expectation.Holder.TARGET, Optional.of(target)))),
          "Who holds the leader key: another-node, the-same-node, nobody, or a target.");
  private static final Field<Action.Expectation> WRITES_ARE =
      Field.optional(
          "writes",
          Scalars.oneOf("how writes are", WRITES),
          "Whether writes through the primary port are acknowledged.");
  private static final Field<Action.Expectation> STREAMING =
      Field.optional(
          "streaming",
          Scalars.count(0, 98).map(Action.Expectation.Streaming::new),
          "How many replicas stream from the leader.");
  private static final List<Field<Action.Expectation>> ALL = List.of(LEADER, WRITES_ARE, STREAMING);
  private static final Form FORM = new Form("`expect`", List.copyOf(ALL));

  static final Shape<Action.Expectation> EXPECTATION =
      new Shape<>() {
        @Override
        public Optional<Action.Expectation> read(LocatedNode node, Problems problems) {
          return FORM.read(node, problems).flatMap(values -> only(values, problems));
        }

        @Override
        public SequencedMap<String, Object> schema() {
          return FORM.schema();
        }
      };

  private ExpectationWords() {}

  private static Optional<Action.Expectation> only(Values values, Problems problems) {
    List<Action.Expectation> found =
        ALL.stream().flatMap(field -> values.get(field).stream()).toList();
    if (found.size() != 1) {
      return problems.none(
          values.position(),
          "a step expects exactly one thing",
          "one of leader, writes, streaming");
    }
    return Optional.of(found.getFirst());
  }

  private static Action.Expectation leader(Action.Expectation.Holder holder) {
    return new Action.Expectation.LeaderIs(holder, Optional.empty());
  }
}
