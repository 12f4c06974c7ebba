package dev.ordeal.language;

import dev.ordeal.yaml.Field;
import dev.ordeal.yaml.Form;
import dev.ordeal.yaml.LocatedNode;
import dev.ordeal.yaml.Problems;
import dev.ordeal.yaml.Scalars;
import dev.ordeal.yaml.Shape;
import dev.ordeal.yaml.Shapes;
import dev.ordeal.yaml.Values;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Which links a verb means: both ways between two ends, or one way from one to the other. */
final class LinkWords {
  private static final Field<Target> BETWEEN =
      Field.optional("between", TargetWords.TARGET, "One end; with `and`.");
  private static final Field<Target> AND =
      Field.optional("and", TargetWords.TARGET, "The other end; with `between`.");
  private static final Field<Target> FROM =
      Field.optional("from", TargetWords.TARGET, "Who is not heard any more; with `to`.");
  private static final Field<Target> TO =
      Field.optional("to", TargetWords.TARGET, "Who does not hear any more; with `from`.");
  private static final Field<List<Action.Service>> SERVICES =
      Field.optional(
          "services",
          Shapes.oneOrMore("services", Scalars.oneOf("a service", Action.Service.class)),
          "What listens behind the links meant; all without it.");

  private LinkWords() {}

  /** A group that names links, and {@code further} keys. */
  static Shape<Values> form(String what, Field<?>... further) {
    List<Field<?>> fields = new ArrayList<>(List.of(BETWEEN, AND, FROM, TO, SERVICES));
    fields.addAll(List.of(further));
    var form = new Form(what, fields).partly();
    return new Shape<>() {
      @Override
      public Optional<Values> read(LocatedNode node, Problems problems) {
        return form.read(node, problems)
            .filter(values -> {
              boolean both = values.has(BETWEEN) && values.has(AND);
              boolean oneWay = values.has(FROM) && values.has(TO);
              boolean mixed =
                  (values.has(BETWEEN) || values.has(AND)) && (values.has(FROM) || values.has(TO));
              if (mixed || both == oneWay) {
                problems.add(
                    node.position(),
                    what + " needs two ends",
                    "`between` and `and`, or `from` and `to` for one way");
                return false;
              }
              return values.get(oneWay ? FROM : BETWEEN).isPresent()
                  && values.get(oneWay ? TO : AND).isPresent();
            });
      }

      @Override
      public SequencedMap<String, Object> schema() {
        return form.schema();
      }
    };
  }

  static Action.Links links(Values values) {
    boolean oneWay = values.has(FROM);
    return new Action.Links(
        values.need(oneWay ? FROM : BETWEEN),
        values.need(oneWay ? TO : AND),
        oneWay,
        new LinkedHashSet<>(values.get(SERVICES, List.of())));
  }
}
